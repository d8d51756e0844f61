"""What can be wrong with what the law is asked; each error is one sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class StatuteError(ValueError):
    """Base of every error that `statute` raises about its input."""


class BadPeriod(StatuteError):  # noqa: N818 - named for what happened, as people say it
    """A period whose end is not after its start."""

    def __init__(self, start: date | None, end: date | None) -> None:
        super().__init__(
            f"The end {end} is not after the start {start}. Periods run from the first day in to the first day out."
        )


class BadRulebook(StatuteError):  # noqa: N818 - named for what happened, as people say it
    """A rulebook file that cannot be used, with the file and the place in it."""

    def __init__(self, file: str, place: str, problem: str) -> None:
        super().__init__(f"{file}, {place}: {problem}")


class BadCases(StatuteError):  # noqa: N818 - named for what happened, as people say it
    """A case file that cannot be used, with the file, the case and the key."""

    def __init__(self, file: str, place: str, problem: str) -> None:
        super().__init__(f"{file}, {place}: {problem}")


class UnknownBody(StatuteError):  # noqa: N818 - named for what happened, as people say it
    """A reference to a body that the register does not hold."""

    def __init__(self, ref: str, nearest: tuple[str, ...] = ()) -> None:
        self.ref = ref
        self.nearest = nearest
        hint = f" Did you mean {', '.join(nearest)}?" if nearest else " Check the code, or search by name."
        super().__init__(f"The register holds no body called “{ref}”.{hint}")


class UnknownWord(StatuteError):  # noqa: N818 - named for what happened, as people say it
    """A person category, function, ground or decision that is not in the Act's vocabulary."""

    def __init__(self, what: str, word: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"“{word}” is not a {what}. Use one of: {', '.join(allowed)}.")
