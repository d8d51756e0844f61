"""Invented words for the bench of requests: as long and as different as those that officers write. Nobody is real."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

PLACES = tuple(
    f"{first}{second}"
    for first in ("Alder", "Bram", "Cold", "Dun", "Elm", "Fen", "Gars", "Hazel", "Iver", "Kes", "Lin", "Marl", "Nor")
    for second in ("moor", "ley", "wick", "ham", "stead", "combe", "ford", "thorpe", "by", "dale")
)
FIRST = ("Wren", "Ines", "Tomos", "Priya", "Jorah", "Bronwen", "Corin", "Maeve", "Idris", "Sunniva", "Lowri", "Desmond")
LAST = (
    "Okafor",
    "Quarry",
    "Ashgrove",
    "Fennimore",
    "Kettleby",
    "Achterberg",
    "Marsh",
    "Verrall",
    "Park",
    "Yarrowfield",
)

_ASKS = (
    (
        "Please send somebody who can decide about {thing} to the planning meeting at {place}, and tell us beforehand"
        " what could be offered and from when."
    ),
    "We ask for a {adjective} assessment of {thing} by somebody who knows the person, with the result in writing.",
    (
        "Please let us have the chronology of {thing} since the move to {place}, as far as you hold it, and say what is"
        " missing."
    ),
    "Please arrange {thing} so that the person can leave {place}; the ward needs to know who comes and on which day.",
    "We ask you to look again at {thing} near {place}, because what was agreed last spring no longer fits.",
)
_MORE = (
    "The person has lived in {place} for {number} years and manages the stairs only on good days.",
    "A neighbour in {place} does the shopping, and will be away from next month on.",
    "Two earlier {adjective} visits ended without a result because nobody could speak for {thing}.",
    "The carer works {number} nights a week and has told us that this cannot go on beyond the winter.",
    "There was a fall in the bathroom at {place}, after which {thing} was asked about for the first time.",
    "Medicine is given {number} times a day, and the dose was altered when the {adjective} nurse last came.",
    "The tenancy ends soon, and the landlord has offered a flat on the ground floor in {place}.",
)
_WHY = (
    "The meeting on that day decides whether the person can go home to {place}.",
    "From then on the {adjective} placement is no longer paid for, and {thing} has to be in place.",
    "The review falls due then, and without {thing} it would have to be held twice.",
)
_OTHERWISE = (
    "The person stays on a ward in {place} that is not needed, and loses strength.",
    "We would have to find {thing} at short notice, further away than anybody wants.",
    "The carer stops, and {adjective} help has to be found within a day.",
)
_WISHES = (
    "To stay in {place}, near friends, and to be asked before anything about {thing} is settled.",
    "To go home, even if {thing} takes a while, and not to move twice.",
    "That the daughter is told of every {adjective} visit beforehand.",
)
_ANSWERS = (
    "Our {adjective} officer will come to {place} and bring what we hold about {thing}.",
    "We can do this from the day named on. Please ring {place} beforehand so that somebody opens.",
    "A first visit about {thing} is arranged; a second follows within {number} weeks.",
)
_REASONS = (
    (
        "Our allocation scheme leaves no room for {thing} outside its bands, and the {adjective} band is closed until"
        " the review in {place} has ended."
    ),
    (
        "The only {adjective} team for {thing} holds the clinic in {place} on that day; taking it away would leave"
        " {number} people without a visit."
    ),
)
_MESSAGES = (
    "Thank you. Could you tell us who in {place} holds the keys, and whether {thing} was there before?",
    "We have asked the {adjective} team and will say more about {thing} within {number} days.",
    "The day suits us. Please bring the papers about {thing} with you.",
)
_THINGS = (
    *(
        "a ramp",
        "the stairlift",
        "supported housing",
        "night care",
        "the discharge",
        "a hoist",
        "the tenancy",
        "transport",
    ),
    *(
        "continence supplies",
        "a wheelchair",
        "the care plan",
        "respite",
        "speech therapy",
        "medication",
        "a sitting service",
    ),
    *("the benefits check", "probation contact", "a place of safety", "an interpreter", "the adaptation", "the review"),
)
_ADJECTIVES = (
    *("joint", "specialist", "second", "urgent", "community", "clinical", "weekly", "occupational", "nursing", "local"),
    *("independent", "mobile", "regional", "psychiatric", "paediatric", "dental", "palliative", "rehabilitation"),
)


class Words:
    """Texts from one source of chance, so that every run of the bench writes the same."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def name(self) -> str:
        """Somebody's name."""
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"

    def answer(self) -> str:
        """What the body asked will do."""
        return self._say(_ANSWERS, 2)

    def reasons(self) -> str:
        """Written reasons of a refusal, some hundred words."""
        return self._say(_REASONS, 1) + " " + self._say(_MORE, 3)

    def message(self) -> str:
        """A message between the two."""
        return self._say(_MESSAGES, 2)

    def asked(self, number: int, *, kind: str, on: date) -> dict[str, Any]:
        """What a whole draft says, for one kind of request."""
        chance = self.chance
        officer = self.name()
        values: dict[str, Any] = {
            "person_category": chance.choice(("adult", "adult", "adult", "carer", "child")),
            "person_reference": f"LAS-{100_000 + number}",
            "function": chance.choice(("CA2014.s9", "CA2014.s10", "CA2014.s18", "CA2014.s42", "CA2014.s25")),
            "what": self._say(_ASKS, 1) + " " + self._say(_MORE, 3),
            "needed_by": on + timedelta(days=chance.randint(5, 20)),
            "needed_by_why": self._say(_WHY, 1),
            "otherwise": self._say(_OTHERWISE, 1),
            "wishes": self._say(_WISHES, 1),
            "purposes": chance.choice((["well-being"], ["protection"], ["well-being", "quality"])),
            "help": chance.choice(("meeting", "information", "equipment", "accommodation", "staff", "discharge")),
            "urgency": chance.choice(("routine", "routine", "routine", "urgent", "immediate")),
            "told": "yes",
            "told_words": self._say(_WISHES, 1),
            "sharing_basis": chance.choice(("duty", "public-task", "safeguarding")),
            "partner_email": f"desk{number % 60}@{chance.choice(PLACES).lower()}.example",
            "contact_name": officer,
            "contact_phone": "01632 960 001",
            "contact_email": f"{officer.replace(' ', '.').lower()}@council.example",
        }
        if kind == "s45":
            values["conditions"] = ["for_board_function", "likely_to_hold", "concerns_addressee"]
        if kind == "internal":
            values |= {"asker_group": "adults", "asked_group": "housing"}
        return values

    def _say(self, sentences: tuple[str, ...], most: int) -> str:
        chance = self.chance
        chosen = chance.sample(sentences, k=min(len(sentences), chance.randint(1, most)))
        return " ".join(
            sentence.format(
                place=chance.choice(PLACES),
                thing=chance.choice(_THINGS),
                adjective=chance.choice(_ADJECTIVES),
                number=chance.randint(2, 9),
            )
            for sentence in chosen
        )
