"""Whom to write to at each body, for which kind of help, and how sure Concord is that the mailbox is right."""
