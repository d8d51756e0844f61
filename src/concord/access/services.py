"""What changes here: that what is stored was brought under the newest key, once for a whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.events import SUBJECT, Event
from concord.access.operation import Done, operation

if TYPE_CHECKING:
    from concord.access.renewal import Tally
    from concord.base.actor import Actor


@operation(Event.RENEW)
def note_renewal(actor: Actor, *, texts: Tally, files: Tally, whole: bool) -> Done[None]:
    """Record what one run of `renewal.renew`, of the tables and of the files, has done; `whole` if it came to the end.

    The renewing itself is no operation: it changes no fact, and each batch of it stands though a later one fails.
    """
    facts = {
        "texts": texts.renewed,
        "files": files.renewed,
        "lost": len(texts.lost) + len(files.lost),
        "left": texts.left + files.left,
        "whole": whole,
    }
    return Done(None, subject=SUBJECT, facts=facts)
