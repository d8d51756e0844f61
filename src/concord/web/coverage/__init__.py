"""Coverage at the desk: what the council has agreed with each relevant partner, as a table, a picture and a file."""
