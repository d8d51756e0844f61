"""Looking for words in the register: in titles, references, texts and clauses, and in the documents put to them.

Every word must stand somewhere, each where it will. What agreements say is not secret, so it is looked through as it
stands; of documents the index holds fingerprints (`concord.search`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from concord.agreements.events import VERSION
from concord.agreements.models import Clause, Version
from concord.agreements.queries.documents import DOCUMENT
from concord.agreements.queries.shown import versions_shown
from concord.base.errors import Invalid
from concord.files import queries as files
from concord.search.queries import matching
from concord.search.words import asked, folded

if TYPE_CHECKING:
    from concord.base.actor import Actor

MOST_WORDS: Final = 12
MOST_DOCUMENTS: Final = 2000
"""Documents, the newest first, that are looked at for one word."""
_TEXTS: Final = ("summary", "functions", "area", "persons")


def searching(actor: Actor, words: str) -> Q:
    """The agreements in which all of the words stand, as a filter beside that of who may see which.

    "housing" finds "house" too; quotation marks and little words ("the") count for nothing. Only what is shown to the
    actor is looked through. Raises Invalid (field "words") for more than twelve words.
    """
    typed = [word.strip("\"'“”,;") for word in words.split()]
    looked_for = [word for word in typed if word and (asked(word).every or not word.isalpha())]
    if len(looked_for) > MOST_WORDS:
        raise Invalid(f"Look for at most {MOST_WORDS} words at a time", field="words")
    found = Q()
    for word in looked_for or typed:
        found &= _with(actor, word)
    return found


def _with(actor: Actor, word: str) -> Q:
    """Agreements with one word."""
    begins = _beginning(word)
    shown = Version.objects.filter(versions_shown(actor))
    texts = Q()
    for name in _TEXTS:
        texts |= Q(**{f"{name}__icontains": begins})
    said = Clause.objects.filter(Q(heading__icontains=begins) | Q(words__icontains=begins))
    return (
        Q(title__icontains=begins)
        | Q(reference__icontains=word)
        | Q(pk__in=shown.filter(texts).order_by().values("agreement"))
        | Q(pk__in=shown.filter(pk__in=said.order_by().values("version")).order_by().values("agreement"))
        | Q(pk__in=_by_documents(actor, word))
    )


def _beginning(word: str) -> str:
    """What a word begins with in all its forms: "hous" for "housing"; itself where it has none."""
    terms = [term.removeprefix("w:") for group in asked(word).every for term in group[:1] if term.startswith("w:")]
    return terms[0] if len(terms) == 1 and folded(word).startswith(terms[0]) else word


def _by_documents(actor: Actor, word: str) -> set[int]:
    keys = matching(DOCUMENT, word, scopes=None, limit=MOST_DOCUMENTS)
    if not keys:
        return set()
    versions = set(files.things_of(VERSION, keys).values())
    rows = Version.objects.filter(versions_shown(actor), public_id__in=versions)
    return set(rows.values_list("agreement_id", flat=True))
