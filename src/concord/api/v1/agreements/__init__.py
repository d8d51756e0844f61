"""Agreements for a body's own systems: read, written, agreed to, kept and taken out whole, by key. CA2014.s3(1), s6."""
