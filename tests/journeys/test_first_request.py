"""The first request, whole: a council asks, a partner without an account refuses with reasons, the council sees it.

On the real register of England, in a real browser: by mouse with every page looked at wide and narrow, by keyboard
alone, and with script switched off.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from concord.audit.models import Entry
from concord.base import clock
from concord.base.actor import Actor
from concord.cli.main import main
from concord.people.services import seed_demonstration
from concord.registry.services import load_register
from kit.browser import check_accessibility, complaints, overflows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BOARD = "NHS Essex Integrated Care Board"
WHAT = "Please send an assessor to the planning meeting on 1 December, and the nursing notes of the last three months."
DUTIES = "The notes are also about another patient, whose confidence we must keep."
FUNCTIONS = "Two assessors cover forty discharges that week; the weekend rota would stop."


@pytest.fixture(autouse=True)
def _essex(live_server, settings, tmp_path):
    """A demonstration server on 22 November 2026: the register of England, invented people, e-mail into a folder."""
    settings.DEMONSTRATION = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "concord.delivery.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    with clock.at(NOON):
        load_register(Actor.command("concord register load"), at=NOON)
        seed_demonstration(Actor.command("concord demo"))
        yield


@pytest.fixture
def visit(browser, live_server):
    """Open a browser of somebody else."""
    opened = []

    def visited(**options):
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, **options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        opened.append((context, complaints(page)))
        return page

    yield visited
    for context, found in opened:
        context.close()
        assert not found, "\n".join(found)


@pytest.fixture
def post(tmp_path, capsys):
    """Send what waits, and read the newest letter to an address."""

    def delivered(address):
        assert main(["work", "--once"]) == 0
        capsys.readouterr()
        return max((tmp_path / "outbox").glob(f"*{address}*.txt")).read_text("utf-8")

    return delivered


class Looks:
    """Looks at each page on a wide and a narrow screen, and keeps the titles that it saw."""

    def __init__(self):
        self.titles = {}

    def at(self, page):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            check_accessibility(page)
            assert not overflows(page), f"{page.url} is wider than {width} pixels."
        page.set_viewport_size({"width": 1280, "height": 900})
        kind = re.sub(r"/r/[^/]{43}", "/r/*", re.sub(r"/[a-z0-9]{16}\b", "/*", page.url.partition("?")[0]))
        self.titles.setdefault(page.title(), set()).add(kind)


def link_in(letter: str) -> str:
    found = re.search(r"https?://\S+/r/\S+", letter)
    assert found, letter
    return found[0]


def code_in(letter: str) -> str:
    found = re.search(r"Your code is (\d{6})", letter)
    assert found, letter
    return found[1]


def press(page, name, role="button"):
    page.get_by_role(role, name=name, exact=True).click()


def ask(desk, look):
    """Sign in, choose the board, say what is asked, see who is bound and why, and send."""
    desk.goto("/desk/")
    look(desk)
    press(desk, "Sign in as Priya Fennimore")
    look(desk)
    press(desk, "Ask for co-operation")
    look(desk)
    assert "18 relevant partners" in desk.locator("main").inner_text()
    desk.get_by_label("Search by name").fill("essex integrated")
    press(desk, "Search")
    press(desk, f"Choose {BOARD}")
    look(desk)
    press(desk, "Save and continue")
    look(desk)
    desk.get_by_label("An adult with needs for care and support").check()
    desk.get_by_label("Your reference for the person").fill("LAS-20417")
    desk.get_by_label("Safeguarding enquiry (section 42)").check()
    press(desk, "Save and continue")
    look(desk)
    desk.get_by_label("What are you asking them to do?").fill(WHAT)
    for box, typed in {"Day": "1", "Month": "12", "Year": "2026"}.items():
        desk.get_by_label(box, exact=True).fill(typed)
    desk.get_by_label("Why by then?").fill("The meeting decides whether she goes home.")
    desk.get_by_label("What happens if they do not do it?").fill("She stays in a bed that she does not need.")
    desk.get_by_label("Protection from abuse and neglect").check()
    press(desk, "Save and continue")
    look(desk)
    desk.get_by_label("E-mail address that the request goes to").fill("chc.team@board.example")
    desk.get_by_label("Telephone number").fill("01632 960 001")
    press(desk, "Save and continue")
    words = desk.locator("main").inner_text()
    assert f"{BOARD} must comply with this request from Essex County Council" in words
    assert "Care Act 2014, section 6(8)(b)" in words
    desk.get_by_text("Show the reasons, step by step").click()
    look(desk)
    press(desk, "Send the request")
    assert f"Request sent to {BOARD}." in desk.locator("main").inner_text()
    look(desk)


def enter(partner, post, look):
    """Open the link in the e-mail, press the button, and give the code that comes to the same mailbox."""
    letter = post("chc.team")
    assert "LAS-20417" not in letter
    assert "section 7 of the Care Act 2014" in letter
    partner.goto(link_in(letter))
    assert "LAS-20417" not in partner.content()
    look(partner)
    press(partner, "Continue")
    assert "We have sent a code to c•••@board.example" in partner.locator("main").inner_text()
    assert "LAS-20417" not in partner.content()
    look(partner)
    partner.get_by_label("Code").fill(code_in(post("chc.team")))
    press(partner, "Continue")


def refuse(partner, post, look):
    """Enter, acknowledge, then refuse on both grounds with reasons."""
    enter(partner, post, look)
    assert WHAT in partner.locator("main").inner_text()
    look(partner)
    press(partner, "We have it and will answer later", role="link")
    look(partner)
    sign(partner)
    press(partner, "Acknowledge the request")
    look(partner)
    press(partner, "answer now", role="link")
    look(partner)
    press(partner, "We will do it", role="link")
    look(partner)
    press(partner, "Back to the request", role="link")
    press(partner, "We will not do it", role="link")
    look(partner)
    partner.get_by_label("It would clash with our own duties").check()
    press(partner, "Send the answer")
    assert "section 7(3) requires them in writing" in partner.locator(".govuk-error-summary").inner_text()
    look(partner)
    partner.get_by_label("It would harm our own work").check()
    first, second = partner.get_by_label("Your reasons for this ground").all()
    first.fill(DUTIES)
    second.fill(FUNCTIONS)
    partner.get_by_label("What could you do instead?").fill("We can join by video and send a summary.")
    sign(partner)
    look(partner)
    press(partner, "Send the answer")
    assert "Answer sent" in partner.locator("h1").inner_text()
    look(partner)
    press(partner, "read the request and what you said", role="link")
    assert FUNCTIONS in partner.locator("main").inner_text()
    look(partner)


def sign(partner):
    partner.get_by_label("Your name").fill("Marlow Quist")
    partner.get_by_label("Your job").fill("Continuing healthcare lead")


def see(desk, look):
    """Find the answer, with its grounds, reasons and form, and the record."""
    desk.goto("/desk/requests?show=answered")
    look(desk)
    press(desk, BOARD, role="link")
    words = desk.locator("main").inner_text()
    for said in ("They refused on 22 November 2026", DUTIES, FUNCTIONS, "We can join by video", "Marlow Quist"):
        assert said in words
    assert "Complete in form Yes" in re.sub(r"\s+", " ", words)
    desk.get_by_text("The record of this request").click()
    look(desk)


def prove(capsys):
    assert main(["audit", "verify"]) == 0
    assert "It holds." in capsys.readouterr().out


def test_a_council_asks_a_partner_refuses_with_reasons_and_the_record_proves_it(page, visit, post, capsys):
    looks, partner = Looks(), visit()
    ask(page, looks.at)
    refuse(partner, post, looks.at)
    assert f"{BOARD} has refused your request" in post("priya.fennimore")
    see(page, looks.at)
    prove(capsys)
    assert [kinds for kinds in looks.titles.values() if len(kinds) > 1] == [], "Two pages have the same title."
    story = Entry.objects.filter(subject_kind="request").exclude(event__in=["request:see", "request:open"])
    assert [entry.event for entry in story.order_by("seq")] == [
        "request:draft",
        "request:revise",
        "request:revise",
        "request:revise",
        "request:send",
        "request:acknowledge",
        "request:refuse",
    ]
    assert Entry.objects.filter(event="request:see").exists()
    assert Entry.objects.filter(event="request:open").exists()


def test_the_same_with_script_switched_off(visit, post, capsys):
    desk, partner = visit(java_script_enabled=False), visit(java_script_enabled=False)
    ask(desk, _glance)
    refuse(partner, post, _glance)
    see(desk, _glance)
    prove(capsys)


def _glance(page):
    """Without script axe cannot look; the page must still be one, with its heading."""
    assert page.locator("h1").count() == 1


def test_the_same_by_keyboard_alone(visit, post, capsys):
    desk, partner = Keys(visit()), Keys(visit())
    ask_by_keys(desk)
    refuse_by_keys(partner, post)
    desk.go("/desk/requests?show=answered")
    desk.follow(BOARD)
    assert DUTIES in desk.page.locator("main").inner_text()
    prove(capsys)


class Keys:
    """Somebody who uses no mouse: Tab to get about, Enter and Space to press, arrows within a choice."""

    MOST = 120

    def __init__(self, page):
        self.page = page

    def go(self, address):
        self.page.goto(address)

    def follow(self, words):
        """Tab to the link or button of these words and press Enter."""
        self._reach(lambda name, _: name == words, words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label, text):
        """Tab to the field of this label and type."""
        self._reach(lambda name, _: name == label, label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, label):
        """Tab to the box of this label and press Space."""
        self._reach(lambda name, _: name == label, label)
        self.page.keyboard.press("Space")

    def choose(self, label):
        """Tab to the group in which this choice is, and go down to it."""
        group = self.page.get_by_label(label, exact=True).get_attribute("name")
        self._reach(lambda _, field: field == group, label)
        self.page.keyboard.press("Space")
        for _ in range(self.MOST):
            if self._focused()[0] == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to “{label}”.")

    def _reach(self, found, words):
        for _ in range(self.MOST):
            self.page.keyboard.press("Tab")
            if found(*self._focused()):
                self._check_visible(words)
                return
        raise AssertionError(f"Tab does not lead to “{words}” on {self.page.url}.")

    def _focused(self):
        return self.page.evaluate(
            """() => {
                const at = document.activeElement, label = at.labels && at.labels[0];
                const words = label ? label.innerText : at.innerText || "";
                return [words.replace(/\\s+/g, " ").trim(), at.name || ""];
            }"""
        )

    def _check_visible(self, words):
        shows = self.page.evaluate(
            """() => {
                const at = document.activeElement, label = at.labels && at.labels[0] || at;
                const styles = [at, label].flatMap(e => [getComputedStyle(e), getComputedStyle(e, "::before")]);
                return styles.some(s => s.boxShadow !== "none" || s.outlineStyle !== "none");
            }"""
        )
        assert shows, f"Nothing shows that the focus is on “{words}”."


def ask_by_keys(desk):
    desk.go("/desk/")
    desk.follow("Sign in as Priya Fennimore")
    desk.follow("Ask for co-operation")
    desk.write("Search by name", "essex integrated")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    desk.follow(f"Choose {BOARD}")
    desk.choose("An adult with needs for care and support")
    desk.write("Your reference for the person", "LAS-20417")
    desk.choose("Safeguarding enquiry (section 42)")
    desk.follow("Save and continue")
    desk.write("What are you asking them to do?", WHAT)
    for box, typed in {"Day": "1", "Month": "12", "Year": "2026"}.items():
        desk.write(box, typed)
    desk.write("Why by then?", "The meeting decides.")
    desk.write("What happens if they do not do it?", "She stays in a bed that she does not need.")
    desk.tick("Protection from abuse and neglect")
    desk.follow("Save and continue")
    desk.write("E-mail address that the request goes to", "chc.team@board.example")
    desk.write("Telephone number", "01632 960 001")
    desk.follow("Save and continue")
    desk.follow("Send the request")


def refuse_by_keys(partner, post):
    partner.go(link_in(post("chc.team")))
    partner.follow("Continue")
    partner.write("Code", code_in(post("chc.team")))
    partner.follow("Continue")
    partner.follow("We will not do it")
    partner.tick("It would clash with our own duties")
    partner.write("Your reasons for this ground", DUTIES)
    partner.write("Your name", "Marlow Quist")
    partner.write("Your job", "Continuing healthcare lead")
    partner.follow("Send the answer")
    assert "Answer sent" in partner.page.locator("h1").inner_text()
