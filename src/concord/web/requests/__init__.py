"""Pages on which an officer asks for co-operation and sees what comes of it."""
