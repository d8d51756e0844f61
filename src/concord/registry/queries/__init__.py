"""Every question put to the register."""
