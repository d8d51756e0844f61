"""What a body's register of agreements holds already, as an import needs it: to find the same again, and to link."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from concord.agreements.models import Agreement, PartyBody
from concord.agreements.rules.plans import same_words
from concord.agreements.rules.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concord.agreements.rules.plans import Planned, Ready


class Link(NamedTuple):
    """What an agreement hangs under or replaces: one of the plan by its place, or one that is held by its key."""

    planned: int | None
    held: int | None


class Register:
    """The agreements that a body keeps, by reference, by title and by title with parties; two reads."""

    def __init__(self, keeper: str) -> None:
        rows = (
            Agreement.objects.filter(keeper=keeper).order_by("pk").values_list("pk", "public_id", "reference", "title")
        )
        self._by_words: dict[str, int] = {}
        self._titles: dict[int, str] = {}
        self._references: dict[str, int] = {}
        for key, _, reference, title in rows:
            self._titles[key] = title
            self._by_words.setdefault(fold(title), key)
            if reference:
                self._references.setdefault(fold(reference), key)
        parties: dict[int, set[str]] = defaultdict(set)
        places = PartyBody.objects.filter(
            party__agreement__keeper=keeper, party__left_from__isnull=True, ends__isnull=True
        )
        for agreement, body in places.values_list("party__agreement_id", "body_id"):
            parties[agreement].add(body)
        self._without = {key for key, _, reference, _ in rows if not reference}
        self._same = {same_words(title, parties[key]): key for key, title in self._titles.items()}

    def same(self, ready: Ready) -> str:
        """The title of the agreement that is held and is the same as a row's; empty where none is.

        By its reference; by title and parties where one of the two has none.
        """
        reference = fold(ready.typed.texts["reference"])
        key = self._references.get(reference) if reference else None
        if key is None:
            key = self._same.get(same_words(ready.typed.texts["title"], (place[-1].ref for place in ready.places)))
            key = key if not reference or key in self._without else None
        return self._titles[key] if key is not None else ""

    def links(self, planned: Sequence[Planned]) -> dict[tuple[int, str], Link]:
        """What each agreement of a plan hangs under and replaces, by its place and the column; faults are told."""
        titles: dict[str, int] = {}
        references: dict[str, int] = {}
        for place, one in enumerate(planned):
            texts = one.newest.typed.texts
            titles.setdefault(fold(texts["title"]), place)
            if texts["reference"]:
                references.setdefault(fold(texts["reference"]), place)
        found = {}
        for place, one in enumerate(planned):
            for column in ("under", "replaces"):
                text = one.newest.typed.texts[column]
                if not text:
                    continue
                here = references.get(fold(text), titles.get(fold(text)))
                held = self._references.get(fold(text), self._by_words.get(fold(text)))
                if here == place or (here is None and held is None):
                    remedy = "Write the reference or the title of an agreement of this sheet or of your register."
                    one.newest.row.fault(column, f"There is no other agreement “{text[:80]}”.", remedy)
                else:
                    found[place, column] = Link(here, held if here is None else None)
        return _without_circles(planned, found)


def _without_circles(planned: Sequence[Planned], links: dict[tuple[int, str], Link]) -> dict[tuple[int, str], Link]:
    """The links without those that lead back to the agreement they start at, each told as a fault at its cell."""
    found = {}
    for (place, column), link in links.items():
        met = {place}
        following = link.planned
        while following is not None and following not in met:
            met.add(following)
            beyond = links.get((following, column))
            following = beyond.planned if beyond else None
        if following == place:
            text = planned[place].newest.typed.texts[column][:80]
            says = f"“{text}” leads back to this agreement, so the two would hang under or replace each other."
            planned[place].newest.row.fault(column, says, "Take out one of the two.")
        else:
            found[place, column] = link
    return found
