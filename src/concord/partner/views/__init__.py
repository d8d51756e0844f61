"""Pages of the partners' door: coming in, reading a request, answering, files, and the list of a mailbox."""
