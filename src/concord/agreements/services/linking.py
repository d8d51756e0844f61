"""What an agreement hangs under and what it replaces: never itself, by however long a way, though two write at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.agreements.models import Agreement
from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

LINKS: Final = ("under", "replaces")
_ITSELF: Final = {"under": "An agreement cannot hang under itself", "replaces": "An agreement cannot replace itself"}
_LEADS_BACK: Final = {
    "under": "“{title}” hangs under this agreement itself, so this one cannot hang under it. Choose another, or none",
    "replaces": "“{title}” replaces this agreement itself, so this one cannot replace it. Choose another, or none",
}


def keep_links(row: Agreement, changes: Mapping[str, Any]) -> None:
    """Keep from other writers, in the order of their keys, the agreement and all that its new links lead to.

    Of two writers whose links would together close a circle, both touch one agreement of it: the second waits, and
    then sees what the first has written.
    """
    chosen = {name: changes[name] for name in LINKS if changes.get(name)}
    if chosen:
        keys = {row.pk, *(key for name, other in chosen.items() for key in (other.pk, *_beyond(other.pk, name)))}
        list(Agreement.objects.filter(pk__in=keys).order_by("pk").select_for_update())


def check_links(row: Agreement) -> None:
    """Raise Invalid, with its field, where what the row hangs under or replaces leads back to the row."""
    for name in LINKS:
        key = getattr(row, f"{name}_id")
        if key is not None and key == row.pk:
            raise Invalid(_ITSELF[name], field=name)
        if key is not None and row.pk in _beyond(key, name):
            raise Invalid(_LEADS_BACK[name].format(title=getattr(row, name).title), field=name)


def _beyond(key: int, name: str) -> list[int]:
    """The agreements that one hangs under or replaces, one after the other; each once."""
    return list(_walked(key, name))


def _walked(key: int, name: str) -> Iterator[int]:
    met = {key}
    following: int | None = key
    while following is not None:
        following = Agreement.objects.values_list(f"{name}_id", flat=True).get(pk=following)
        if following in met:
            return
        if following is not None:
            met.add(following)
            yield following
