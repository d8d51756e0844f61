"""Ids that go into addresses and records. Public ids cannot be guessed; database keys never leave the database."""

from __future__ import annotations

import secrets

# No vowels and nothing that looks like something else: an id is read out over the telephone and never spells a word.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 16


def new_id() -> str:
    """A fresh public id of 16 signs, about 76 random bits.

    >>> len(new_id())
    16
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_correlation() -> str:
    """A fresh id for one visit to a door (one HTTP request, one command), by which its audit entries are found."""
    return secrets.token_hex(8)
