"""Pages by which the register of agreements comes in from a spreadsheet and goes out as a file."""
