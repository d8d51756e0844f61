"""The tables of the register, as they came to be."""
