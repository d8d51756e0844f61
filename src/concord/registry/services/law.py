"""Keeping official wording that an installation imports. Reading the file is the importer's work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.errors import Invalid
from concord.registry.events import Event
from concord.registry.models import OfficialWording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Wording:
    """The official words of a provision ("CA2014.s6(7)(a)") in the version that came into force on a day."""

    provision: str
    in_force_from: date
    text: str


@operation(Event.KEEP_WORDING)
def keep_official_wording(
    actor: Actor,
    *,
    wordings: Iterable[Wording],
    file: str,
    sha256: str,
    at: datetime,
) -> Done[int]:
    """Keep official words with the name and SHA-256 of their file; gives how many were new or different.

    Words kept before for the same version are superseded, not lost. Raises Invalid where there are none.
    """
    given = list(wordings)
    if not given:
        raise Invalid("The file holds no provision that Concord knows. Check that it is the XML of the right Act.")
    in_use = {(row.provision, row.in_force_from): row for row in OfficialWording.objects.filter(superseded_at=None)}
    fresh = []
    for words in given:
        old = in_use.get((words.provision, words.in_force_from))
        if old is not None and old.text == words.text:
            continue
        if old is not None:
            OfficialWording.objects.filter(pk=old.pk).update(superseded_at=at)
        fresh.append(
            OfficialWording(
                provision=words.provision, in_force_from=words.in_force_from, text=words.text, file=file, sha256=sha256,
                imported_at=at,
            )
        )  # fmt: skip
    OfficialWording.objects.bulk_create(fresh)
    return Done(len(fresh), subject=sha256[:16], facts={"file": file, "sha256": sha256, "provisions": len(fresh)})
