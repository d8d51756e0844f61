"""A day asked for in three boxes, as people write it: the form field, its widget, and a sentence for each mistake."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Parts(NamedTuple):
    """What stands in the three boxes, exactly as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: Any) -> Parts:
        """The boxes for a day, for `2016-05-01`, for boxes, or for nothing."""
        if isinstance(value, Parts):
            return value
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        if found := _ISO.fullmatch(str(value or "").strip()):
            year, month, day = found.groups()
            return cls(day.lstrip("0") or "0", month.lstrip("0") or "0", year)
        return cls(str(value or ""))


class DayInput(forms.Widget):
    """Three boxes, `<name>-day`, `<name>-month` and `<name>-year`. A link may say `<name>=2016-05-01` instead."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Parts:
        """What was typed or linked."""
        if linked := data.get(name):
            return Parts.of(linked)
        return Parts(*(str(data.get(f"{name}-{part}", "")).strip() for part in Parts._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Whether the form that was sent had no such boxes."""
        return name not in data and not any(f"{name}-{part}" in data for part in Parts._fields)


class DayField(forms.Field):
    """A real day. `subject` opens the sentences about it: “The day of the request must include a year”."""

    widget = DayInput

    def __init__(self, *, subject: str = "The date", **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": f"Enter {subject[:1].lower()}{subject[1:]}"})
        super().__init__(**kwargs)
        self.subject = subject

    def to_python(self, value: Any) -> date | None:
        """The day that the boxes name, or None where all are empty. The error's code names the box that is wrong."""
        parts = Parts.of(value)
        if not any(parts):
            return None
        for part, typed in parts._asdict().items():
            if not typed:
                raise forms.ValidationError(f"{self.subject} must include a {part}", code=part)
        if not re.fullmatch(r"[0-9]{4}", parts.year):
            raise forms.ValidationError(f"{self.subject} must include a year of 4 numbers", code="year")
        month = _month(parts.month)
        try:
            return date(int(parts.year), month, int(parts.day) if parts.day.isascii() else 0)
        except ValueError:
            wrong = "day" if 1 <= month <= len(_MONTHS) else "month"
            raise forms.ValidationError(f"{self.subject} must be a real date", code=wrong) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes say another day than the form began with."""
        return Parts.of(initial) != Parts.of(data)


def _month(typed: str) -> int:
    """The number of a month given as a number or by its name; 0 where it is neither."""
    if re.fullmatch(r"[0-9]{1,2}", typed):
        return int(typed)
    name = typed.lower()[:3]
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0
