"""Tables of the index: the kinds of document, and the fingerprints of each document. No word, no name, no key.

How the fingerprints are searched is each database's own: see `tables`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    _Text = models.TextField[str, str]
else:
    _Text = models.TextField

PK_BITS = 48


class FingerprintsField(_Text):
    """Fingerprints with spaces between: a tsvector on PostgreSQL, text elsewhere. Written and read by `tables` only."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """The type of the column."""
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)


class Kind(models.Model):
    """A kind of document, such as "request". `generations` names the makings of its index that are still in use.

    Oldest first, "number:mark of the key" each: two while it is made anew, else one.
    """

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=40, unique=True)
    generations = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.name

    @property
    def first(self) -> int:
        """The smallest id of a document of this kind, one below the first."""
        return self.id << PK_BITS


class Indexed(models.Model):
    """The fingerprints of one document. Its id is that of its kind and, in the lower 48 bits, its own key."""

    doc = models.BigIntegerField(primary_key=True)
    generation = models.PositiveIntegerField()
    terms = FingerprintsField()

    class Meta:
        db_table = "search_document"

    def __str__(self) -> str:
        return str(self.doc)
