"""A group of fields that may be there several times, with “Add another” and “Remove”, and without any script.

Both buttons send the whole form: the page comes again with a group more or less, as it was typed, without complaint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.forms import BaseForm
from django.forms.utils import ErrorDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

F = TypeVar("F", bound=BaseForm)


class Repeats(Generic[F]):
    """The groups of one kind on a page. `components/repeat.html` shows them.

    Each group's fields are called `<prefix>-<row>-<field>`; rows keep their names when others are removed. A group that
    is left empty counts for nothing. `pressed` says that a button of the groups sent the form: show the page again.
    """

    def __init__(
        self,
        form: type[F],
        data: QueryDict | None = None,
        *,
        prefix: str,
        initial: Iterable[Mapping[str, Any]] = (),
        most: int = 10,
    ) -> None:
        self.prefix, self.most = prefix, most
        self.pressed = data is not None and any(name in data for name in (f"{prefix}-add", f"{prefix}-remove"))
        if data is None:
            begun = list(initial)[:most] or [{}]
            self.forms = [self._made(form, n, None, initial=given) for n, given in enumerate(begun)]
        else:
            self.forms = [self._made(form, row, data) for row in _rows(data, prefix, most)]
        if self.pressed:
            quieten(*self.forms)

    @property
    def is_full(self) -> bool:
        """Whether no more can be added."""
        return len(self.forms) >= self.most

    def is_valid(self) -> bool:
        """Whether each group that is not empty is as it must be."""
        wrong = [form for form in self.forms if not form.is_valid()]  # each is asked, so that each shows what is wrong
        return not self.pressed and not wrong

    @property
    def cleaned(self) -> list[dict[str, Any]]:
        """What the groups hold, in their order, without those that were left empty."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    def row(self, form: F) -> str:
        """The name of a group's row."""
        return str(form.prefix).removeprefix(f"{self.prefix}-")

    def _made(self, form: type[F], row: int, data: QueryDict | None, **kwargs: Any) -> F:
        return form(data, prefix=f"{self.prefix}-{row}", empty_permitted=True, use_required_attribute=False, **kwargs)


def quieten(*forms: BaseForm) -> None:
    """Show what was typed in these forms and complain of nothing: somebody is not finished with them."""
    for form in forms:
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001  the one place where Django keeps what it has complained of


def _rows(data: QueryDict, prefix: str, most: int) -> list[int]:
    """The rows that a form was sent with, after what its buttons ask for; one at least, and each once."""
    sent = [int(row) for row in data.getlist(f"{prefix}-row") if row.isascii() and row.isdecimal() and len(row) < 4]  # noqa: PLR2004
    rows = [row for row in dict.fromkeys(sent) if str(row) != data.get(f"{prefix}-remove")][:most]
    if (f"{prefix}-add" in data and len(rows) < most) or not rows:
        rows.append(max(sent, default=-1) + 1)
    return rows
