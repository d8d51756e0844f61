"""Somebody who walks through a story in a real browser: by mouse, by keyboard alone, or with script switched off.

`Officer` is at the desk, `Partner` behind a secure link. What each page must be free of is looked at as they go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kit.browser import check_accessibility, overflows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playwright.sync_api import Locator, Page

    from kit.essex import Days, Letter

MOUSE, KEYS, PLAIN = "mouse", "keyboard", "without script"
WAYS: Final = (MOUSE, KEYS, PLAIN)

ASKED: Final[dict[str, Any]] = {
    "help": "Attend a meeting or assessment",
    "urgency": "Routine",
    "category": "An adult with needs for care and support",
    "reference": "LAS-20417",
    "function": "Safeguarding enquiry (section 42)",
    "purposes": ("Protection from abuse and neglect",),
    "what": "Please send an assessor to the planning meeting on 2 December, and bring the nursing notes.",
    "by": (4, 12, 2026),
    "why": "The meeting decides whether she goes home.",
    "otherwise": "She stays in a bed that she does not need.",
    "wishes": "To be in her own kitchen again.",
    "told": "Yes, and what they said is below",
    "told_words": "She agrees.",
    "sharing": "Needed for a duty under the Care Act (UK GDPR articles 6(1)(c) and 9(2)(h))",
    "mailbox": "",
    "phone": "01632 960 001",
}
"""What an officer types on the pages of asking; an empty mailbox leaves the one that the page begins with."""
_SHAPE: Final = """() => [...document.querySelectorAll("*")].map(e => [
    e.tagName, e.className, e.getAttribute("role"), e.type, e.textContent.trim() ? 1 : 0,
    e.getAttributeNames().filter(n => n.startsWith("aria")).join()].join()).join(";")"""
_looked_at: set[int] = set()
WIDTHS: Final = (320, 1280)
PRIVATE: Final = ("LAS-20417", "nursing notes", "goes home", "bed that she", "own kitchen", "Safeguarding enquiry")
"""Words of it that no e-mail may repeat, and no page before the code."""


def axe(page: Page) -> None:
    """Nothing on the page keeps anybody from using it, wide or narrow; a narrow one need not be pushed sideways.

    axe judges each shape of page once in a run: the same elements in the same order, whatever words they hold.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not overflows(page), f"{page.url} is wider than {width} pixels: {_too_wide(page)}"
    shape = hash(page.evaluate(_SHAPE))
    if shape in _looked_at:
        return
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        check_accessibility(page)
    _looked_at.add(shape)


def _too_wide(page: Page) -> str:
    """What sticks out, first of all."""
    found: str = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth)
            .slice(-3).map(e => e.outerHTML.slice(0, 200)).join(" | ")"""
    )
    return found


def _without_label(cell: Locator) -> str:
    """What a cell of a table says, without the label that it has on a narrow screen."""
    label = cell.locator(".rows__label").text_content() or ""
    return (cell.text_content() or "").removeprefix(label).strip()


class Walker:
    """A person at a browser. Each act finds what it needs by the words that people see or hear."""

    MOST = 160

    def __init__(self, page: Page, days: Days, way: str = MOUSE, titles: dict[str, set[str]] | None = None) -> None:
        """`titles` gathers the pages that were seen, by their titles."""
        self.page, self.days, self.way = page, days, way
        self.titles = {} if titles is None else titles

    def go(self, address: str) -> None:
        """Open an address, and look at the page."""
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        """The page is whole and usable: one heading, a title of its own; by mouse axe looks at it, wide and narrow."""
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has not one heading."
        if self.way == MOUSE:
            axe(self.page)
        kind = re.sub(r"/r/[^/]{43}", "/r/*", re.sub(r"/[a-z0-9]{16}\b", "/*", self.page.url.partition("?")[0]))
        self.titles.setdefault(self.page.title(), set()).add(kind)

    def read(self) -> str:
        """What the page says, each run of blanks as one."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def sees(self, *words: str) -> None:
        """The page says all of this."""
        said = self.read()
        for some in words:
            assert some in said, f"“{some}” is not on {self.page.url}: {said}"

    def misses(self, *words: str) -> None:
        """The page says none of this, not even where it does not show."""
        for some in words:
            assert some not in self.page.content(), f"“{some}” is on {self.page.url}."

    def press(self, name: str) -> None:
        """Press the button, or follow the link, of this name, and look at the page that it leads to."""
        if self.way == KEYS:
            self._reach(lambda words, _: words == name, name)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            either = self.page.get_by_role("button", name=name, exact=True)
            with self.page.expect_navigation():
                either.or_(self.page.get_by_role("link", name=name, exact=True)).first.click()
        self.look()

    def write(self, label: str, text: str, nth: int = 0) -> None:
        """Type into the field of this label, in place of what is in it.

        `nth` is which of several; by keyboard it is the next one from where the focus is, so they are filled in order.
        """
        if self.way == KEYS:
            self._reach(lambda words, _: words == label, label)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
        else:
            self.page.get_by_label(label, exact=True).nth(nth).fill(text)

    def tick(self, label: str) -> None:
        """Tick the box of this label."""
        if self.way == KEYS:
            self._reach(lambda words, _: words == label, label)
            self.page.keyboard.press("Space")
        else:
            self.page.get_by_label(label, exact=True).check()

    def choose(self, label: str) -> None:
        """Choose the one of several of this label."""
        if self.way != KEYS:
            self.page.get_by_label(label, exact=True).check()
            return
        group = self.page.get_by_label(label, exact=True).get_attribute("name")
        self._reach(lambda _, field: field == group, label)
        self.page.keyboard.press("Space")
        for _ in range(self.MOST):
            if self._focused()[0] == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to “{label}”.")

    def pick(self, label: str, option: str) -> None:
        """Pick an option of a list that drops down."""
        if self.way == KEYS:
            self._reach(lambda words, _: words.startswith(label), label)
            self.page.keyboard.type(option)
        else:
            self.page.get_by_label(label, exact=True).select_option(label=option)

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Choose a file; where script runs, it is sent at once."""
        field = self.page.get_by_label(label, exact=True)
        if self.way == KEYS:
            self._reach(lambda words, _: words == label, label)
        field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
        if self.way != PLAIN:
            self.page.get_by_text("Sent.").first.wait_for()

    def take(self, name: str) -> bytes:
        """Follow the link to a file, and take what it holds."""
        with self.page.expect_download() as taken:
            if self.way == KEYS:
                self._reach(lambda words, _: words == name, name)
                self.page.keyboard.press("Enter")
            else:
                self.page.get_by_role("link", name=name, exact=True).first.click()
        return taken.value.path().read_bytes()

    def unfold(self, summary: str) -> None:
        """Open what is folded away under these words."""
        if self.way == KEYS:
            self._reach(lambda words, _: words == summary, summary)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator("summary").filter(has_text=summary).first.click()

    def day(self, number: int, month: int, year: int) -> None:
        """Fill in the day that the page asks for."""
        for box, typed in {"Day": number, "Month": month, "Year": year}.items():
            self.write(box, str(typed))

    def part(self, heading: str) -> Locator:
        """The part of the page under a heading that names it."""
        return self.page.get_by_role("region", name=heading, exact=True)

    def _reach(self, found: Any, words: str) -> None:
        for _ in range(self.MOST):
            self.page.keyboard.press("Tab")
            if found(*self._focused()):
                self._check_visible(words)
                return
        raise AssertionError(f"Tab does not lead to “{words}” on {self.page.url}.")

    def _focused(self) -> list[str]:
        found: list[str] = self.page.evaluate(
            """() => {
                const at = document.activeElement, label = at.labels && at.labels[0];
                const words = label ? label.innerText : at.innerText || "";
                return [words.replace(/\\s+/g, " ").trim(), at.name || ""];
            }"""
        )
        return found

    def _check_visible(self, words: str) -> None:
        shows = self.page.evaluate(
            """() => {
                const at = document.activeElement, label = at.labels && at.labels[0] || at;
                const styles = [at, label].flatMap(e => [getComputedStyle(e), getComputedStyle(e, "::before")]);
                return styles.some(s => s.boxShadow !== "none" || s.outlineStyle !== "none");
            }"""
        )
        assert shows, f"Nothing shows that the focus is on “{words}”."


class Officer(Walker):
    """Somebody who is signed in: asks, considers, escalates; or answers for a body that has an account."""

    def sign_in(self, name: str) -> None:
        """Be one of the demonstration's people."""
        self.go("/desk/sign-in?next=/desk/")
        self.press(f"Sign in as {name}")

    def whom(self, body: str, search: str) -> None:
        """From the desk to the body that is asked."""
        self.go("/desk/")
        self.press("Ask for co-operation")
        self.write("Search by name", search)
        self.press("Search")
        self.press(f"Choose {body}")

    def ask(self, body: str, search: str, **changes: Any) -> str:
        """Ask a body for co-operation, page by page, up to the check before it goes; the request's id."""
        self.whom(body, search)
        self.fill({**ASKED, **changes})
        return self.open_request

    def fill(self, says: Mapping[str, Any], pages: Iterable[str] = ()) -> None:
        """Fill in the pages of a draft from the first, or those named, each up to the next."""
        for name in pages or ("help", "person", "function", "what", "when", "wishes", "sharing", "files", "contacts"):
            getattr(self, f"_{name}")(says)
            self.press("Save and continue")

    def send(self) -> None:
        """Send the request from its check."""
        self.press("Send the request")

    def open(self, public_id: str) -> None:
        """Open the page of a request."""
        self.go(f"/desk/requests/{public_id}")

    def shelf(self, show: str) -> str:
        """What a shelf of the list says."""
        self.go(f"/desk/requests?show={show}")
        return self.read()

    def record(self, public_id: str) -> str:
        """What the record of a request says on its page, with who looked."""
        self.open(public_id)
        self.press("The record of this request")
        self.unfold(self.page.locator("main summary").inner_text().strip())
        return self.read()

    def figures(self) -> dict[str, tuple[str, str]]:
        """The body's figures: made by us and received by us, by the name of each."""
        self.go("/desk/requests/figures")
        found: dict[str, tuple[str, str]] = {}
        for row in self.page.locator("table.figures tbody tr").all():
            note = row.locator(".rows__note").inner_text()
            name = row.locator("th").inner_text().removesuffix(note).strip()
            made, received = (_without_label(cell) for cell in row.locator("td").all())
            found[name] = made, received
        return found

    @property
    def open_request(self) -> str:
        """The id of the request whose page is open."""
        found = re.search(r"/desk/requests/([a-z0-9]{16})\b", self.page.url)
        assert found, f"{self.page.url} is no page of a request."
        return found[1]

    def _help(self, says: Mapping[str, Any]) -> None:
        self.choose(says["help"])
        self.choose(says["urgency"])
        if says.get("group"):
            self.choose(says["group"])

    def _person(self, says: Mapping[str, Any]) -> None:
        self.choose(says["category"])
        self.write("Your reference for the person", says["reference"])

    def _function(self, says: Mapping[str, Any]) -> None:
        if says.get("function_words"):
            self.write("Which function of yours does it serve?", says["function_words"])
            if says["function"]:
                self.pick("Which function of the council does it help with? (optional)", says["function"])
        else:
            self.choose(says["function"])
        for purpose in says["purposes"]:
            self.tick(purpose)

    def _conditions(self, says: Mapping[str, Any]) -> None:
        for condition in says["conditions"]:
            self.tick(condition)

    def _what(self, says: Mapping[str, Any]) -> None:
        self.write("What are you asking them to do?", says["what"])

    def _when(self, says: Mapping[str, Any]) -> None:
        self.day(*says["by"])
        self.write("Why by then?", says["why"])
        self.write("What happens if they do not do it?", says["otherwise"])

    def _wishes(self, says: Mapping[str, Any]) -> None:
        self.write("What does the person want? (optional)", says["wishes"])
        self.choose(says["told"])
        self.write("What they said, or why they do not know", says["told_words"])

    def _sharing(self, says: Mapping[str, Any]) -> None:
        self.choose(says["sharing"])

    def _files(self, _says: Mapping[str, Any]) -> None:
        """Nothing is attached."""

    def _contacts(self, says: Mapping[str, Any]) -> None:
        if says["mailbox"]:
            self.write("E-mail address that the request goes to", says["mailbox"])
        self.write("Telephone number", says["phone"])


@dataclass(frozen=True)
class Signed:
    """Who answers for a partner."""

    name: str = "Marlow Quist"
    job: str = "Continuing healthcare lead"


class Partner(Walker):
    """Somebody without an account, who comes by the secure link of an e-mail and proves the mailbox with a code."""

    signed = Signed()

    def enter(self, letter: Letter, *private: str) -> None:
        """Open the link, press the button, and give the code; none of `private` is shown before that."""
        self.go(letter.link)
        self.misses(*private)
        self.press("Continue")
        if self.page.url.endswith("/code"):
            self.misses(*private)
            self.write("Code", self.days.code(letter.to))
            self.press("Continue")

    def sign(self) -> None:
        """Say who answers."""
        self.write("Your name", self.signed.name)
        self.write("Your job", self.signed.job)

    def acknowledge(self) -> None:
        """Say that it has arrived."""
        self.press("We have it and will answer later")
        self.sign()
        self.press("Acknowledge")

    def comply(self, what: str, by: tuple[int, int, int]) -> None:
        """Promise what is asked, for a day."""
        self.press("We will do it")
        self.write("What will you do?", what)
        self.day(*by)
        self.sign()
        self.press("Send the answer")
        self.sees("Answer sent")

    def refuse(self, reasons: Mapping[str, str], **more: str) -> None:
        """Refuse on grounds by their names, each with its reasons; see it as it will be read, and send it."""
        self.press("We will not do it")
        for ground in reasons:
            self.tick(ground)
        for ground, words in reasons.items():
            self.write(f"Your reasons why {ground[:1].lower()}{ground[1:]}", words)
        for label, words in more.items():
            self.write(label, words)
        self.sign()
        self.press("Check the refusal")
        self.sees(*reasons, *reasons.values())
        self.press("Send the refusal")
        self.sees("Answer sent")
