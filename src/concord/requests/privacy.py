"""What in a free text looks like more about a person than the reader needs. Pure; it warns, and decides nothing.

A false alarm costs more than a miss: who is warned of a meeting's date soon reads no warning at all. Serves the
data minimisation of article 5(1)(c) UK GDPR. Each pattern is bounded, so the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from concord.requests import nhs_number
from concord.requests.rules.mailboxes import FREE_ENDINGS, FREE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SAFEGUARDING = 2_000
"""Signs of free text about safeguarding before it is asked whether all are needed (Concord's own measure)."""


class Kind(StrEnum):
    """What was found."""

    EMAIL = "email"
    PHONE = "phone"
    NATIONAL_INSURANCE = "national-insurance"
    NHS_NUMBER = "nhs-number"
    PERHAPS_NHS_NUMBER = "perhaps-nhs-number"
    BORN = "born"
    ADDRESS = "address"
    POSTCODE = "postcode"
    NAME = "name"
    LONG = "long"


SAYS = {
    Kind.EMAIL: "This looks like a private e-mail address. Take it out, unless they must write to that person.",
    Kind.PHONE: "This looks like a private telephone number. Take it out, unless they must ring that person.",
    Kind.NATIONAL_INSURANCE: "This looks like a National Insurance number. Take it out: nobody needs it to answer.",
    Kind.NHS_NUMBER: "This is an NHS number. Take it out, or put it into the field for it where your council has one.",
    Kind.PERHAPS_NHS_NUMBER: "Is this an NHS number with a wrong digit? If so, take it out; if not, leave it.",
    Kind.BORN: "This looks like a date of birth. If the age matters, say the age instead.",
    Kind.ADDRESS: "This looks like a full address. Take it out, unless they must go there; a town is often enough.",
    Kind.POSTCODE: "This is a postcode. If it is the person's home, is the town enough?",
    Kind.NAME: "This looks like somebody's name. Use your own reference for the person; for others, say what they are.",
    Kind.LONG: "This is long for a text about safeguarding. Is all of it needed? Keep what they need to act.",
}
"""What to do about each. None repeats what was found."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """Something that a text may do without: what kind of thing, from which sign up to which, and what to do."""

    kind: Kind
    start: int
    end: int

    @property
    def says(self) -> str:
        """What to do, in a sentence or two."""
        return SAYS[self.kind]


def warnings(text: str, *, safeguarding: bool = False) -> tuple[Spotted, ...]:
    """What in the text may be more than is needed, in its order; no two overlap but for one about the whole length.

    `safeguarding` says that the whole text is about safeguarding; one that has the word in it is taken to be.

    >>> text = "Mrs Fletcher (born 3.4.1951) is ready to go home. See LAS-20417, s42, meeting on 12.12.2026 at 10.30."
    >>> [(found.kind.value, text[found.start:found.end]) for found in warnings(text)]
    [('name', 'Mrs Fletcher'), ('born', 'born 3.4.1951')]
    """
    taken: list[Spotted] = []
    for look in (_emails, _phones, _national_insurance, _births, _nhs_numbers, _postcodes, _names):
        taken += _apart([*look(text)], taken)
    found = sorted(taken, key=lambda one: one.start)
    if len(text) > LONGEST_SAFEGUARDING and (safeguarding or "safeguarding" in text.casefold()):
        found.append(Spotted(Kind.LONG, LONGEST_SAFEGUARDING, len(text)))
    return tuple(found)


def _apart(new: list[Spotted], taken: list[Spotted]) -> list[Spotted]:
    """Those of the new that lie in no place that is taken: one walk along both, for a text may hold thousands."""
    places = iter(sorted(taken, key=lambda one: one.start))
    place = next(places, None)
    free = []
    for one in new:
        while place is not None and place.end <= one.start:
            place = next(places, None)
        if place is None or one.end <= place.start:
            free.append(one)
    return free


# ── Private e-mail ──────────────────────────────────────────────────────────────────────────────────────────────────
_FREE_MAIL = rf"(?:{'|'.join(FREE_NAMES)})\.(?:{'|'.join(map(re.escape, FREE_ENDINGS))})"
_EMAIL = re.compile(rf"(?<![\w.%+'-])[\w.%+'-]{{1,64}}@{_FREE_MAIL}(?![\w-]|\.\w)", re.IGNORECASE)


def _emails(text: str) -> Iterator[Spotted]:
    return (Spotted(Kind.EMAIL, *match.span()) for match in _EMAIL.finditer(text))


# ── Telephones ──────────────────────────────────────────────────────────────────────────────────────────────────────
# A mobile is somebody's own. A line in a building is as a rule an office's, unless the words before it say "home".
_TRUNK = r"(?<![\w+])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)"
_MOBILE = re.compile(rf"{_TRUNK}7(?: ?\d){{9}}(?! ?\d|\w)", re.ASCII)
_LINE = re.compile(rf"{_TRUNK}[12](?:\)? ?\d){{8,9}}(?! ?\d|\w)", re.ASCII)
_AT_HOME = re.compile(
    r"\b(?:home|landline|house ?phone"
    r"|(?:her|his|their|mother|father|mum|dad|son|daughter|wife|husband|partner|sister|brother|neighbour)(?:['\u2019]s)?"
    r" (?:telephone|phone|tel|number|no)\b)[^\d\n]{0,24}\Z",
    re.IGNORECASE,
)
_WORDS_BEFORE = 48


def _phones(text: str) -> Iterator[Spotted]:
    found = [Spotted(Kind.PHONE, *match.span()) for match in _MOBILE.finditer(text)]
    found += [
        Spotted(Kind.PHONE, *match.span())
        for match in _LINE.finditer(text)
        if _AT_HOME.search(text[max(0, match.start() - _WORDS_BEFORE) : match.start()])
    ]
    return iter(sorted(found, key=lambda one: one.start))


# ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────
_NATIONAL_INSURANCE = re.compile(
    r"(?<![\w-])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"(?: ?\d\d){3} ?[A-D](?![\w-])",
    re.ASCII,
)
_TEN_DIGITS = re.compile(r"(?<![\w+/.,-])(?<!\d )\d{3}([ \u00a0-]?)\d{3}\1\d{4}(?![\w/-]|[.,]\d| \d)", re.ASCII)
_NHS_BEFORE = re.compile(r"\bNHS(?: (?:number|num|no\.?|#))?[^\w\n]{0,4}\Z", re.IGNORECASE)


def _national_insurance(text: str) -> Iterator[Spotted]:
    return (Spotted(Kind.NATIONAL_INSURANCE, *match.span()) for match in _NATIONAL_INSURANCE.finditer(text))


def _nhs_numbers(text: str) -> Iterator[Spotted]:
    """Ten digits that check; and those that do not, where they are set, or called, like an NHS number."""
    for match in _TEN_DIGITS.finditer(text):
        if nhs_number.valid(match[0]):
            yield Spotted(Kind.NHS_NUMBER, *match.span())
        elif match[1] or _NHS_BEFORE.search(text[max(0, match.start() - _WORDS_BEFORE) : match.start()]):
            yield Spotted(Kind.PERHAPS_NHS_NUMBER, *match.span())


# ── Birth ───────────────────────────────────────────────────────────────────────────────────────────────────────────
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    r"(?:\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{2,4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_BORN = re.compile(
    rf"\b(?:born|d\.? ?o\.? ?b\b\.?|date of birth|birth ?date)(?: (?:on|is|was))?[ \t:,=()-]{{0,5}}{_DAY}(?!\w)",
    re.IGNORECASE | re.ASCII,
)


def _births(text: str) -> Iterator[Spotted]:
    return (Spotted(Kind.BORN, *match.span()) for match in _BORN.finditer(text))


# ── Where somebody lives ────────────────────────────────────────────────────────────────────────────────────────────
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY"
    "|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR"
    "|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB"
    "|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
_POSTCODE = re.compile(rf"(?<![\w-])(?:{_AREAS})\d[A-Z\d]? {{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}(?![\w-])", re.ASCII)
_HOUSE = re.compile(r"\d{1,4}[A-Za-z]?", re.ASCII)
_IN_ADDRESSES = frozenset(["of", "the", "on", "upon", "under", "in", "by", "le", "and"])
_MONTHS = re.compile(_MONTH, re.IGNORECASE)
_ADDRESS_SIGNS = 120


def _postcodes(text: str) -> Iterator[Spotted]:
    end = 0
    for match in _POSTCODE.finditer(text):
        house = _house(text, max(end, match.start() - _ADDRESS_SIGNS), match.start())
        end = match.end()
        yield Spotted(Kind.POSTCODE if house is None else Kind.ADDRESS, match.start() if house is None else house, end)


def _house(text: str, start: int, end: int) -> int | None:
    """Where the address that a postcode ends begins, if it has a number: only names of places stand between."""
    names = 0
    for word in reversed([*re.finditer(r"[^\s,]+", text[start:end])]):
        plain = word[0]
        if _HOUSE.fullmatch(plain):
            return start + word.start() if names else None
        if plain.endswith((".", ";", ":")) or _MONTHS.fullmatch(plain):
            return None
        if not plain[0].isupper() and plain not in _IN_ADDRESSES:
            return None
        names += plain[0].isupper()
    return None


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────
# Doctors, sisters and judges are named for their work, and "Mrs F" is what a careful writer writes.
_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|MR|MRS|MS|MISS)\.?[ \u00a0]{1,2}(?:[^\W\d_]\.?[ \u00a0]){0,3}"
    r"(?!(?:Justice|Speaker|Chair|Chairman|President)\b)(?P<surname>[^\W\d_](?:['\u2019-]?[^\W\d_]){1,40})"
)


def _names(text: str) -> Iterator[Spotted]:
    return (Spotted(Kind.NAME, *match.span()) for match in _NAME.finditer(text) if match["surname"][0].isupper())
