"""Every address, for every kind of visitor: what may be seen is 200, what may not is not there (404), never 403.

A new address fails here until somebody has said who may open it. The API's operations are public and read
only, or need a key (tests/doors/api/test_requests_refused).
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from concord.agreements.services import share_for_comment, write_clause
from concord.base import clock
from concord.delivery.models import SecureLink
from concord.delivery.webhooks.services import add_webhook
from concord.partner.words import WORD
from concord.people.roles import Role
from concord.people.services import give_role, make_api_key, renew_feed
from concord.requests import services
from concord.requests.services import keep_template
from kit import agreements_given as agreed
from kit import arrangements_given, editions, given
from kit.attaching_given import attached
from kit.contacts_given import a_contact
from kit.documents_given import a_document

SIGN_IN = 302
"""Sent to the page where one signs in, or into one's own pages."""
VISITORS = ("nobody", "practitioner", "manager", "keeper", "assurance", "contractor", "stranger", "partner")
PUBLIC = dict.fromkeys(VISITORS, 200)
DESK = {
    "nobody": SIGN_IN,
    "practitioner": 200,
    "manager": 200,
    "keeper": 404,
    "assurance": 404,
    "contractor": 404,
    "stranger": 404,
    "partner": SIGN_IN,
}
"""Pages about one request of Westshire: for its practitioners and managers."""
CONTACTS = {**DESK, "keeper": 200, "stranger": 200}
"""Pages on which whoever writes to other bodies keeps contacts right; the stranger's own are those that are opened."""
BOTH_SIDES = {**DESK, "stranger": 200}
"""Pages about one request for officers of the body that asks, and of the body asked, which is the stranger's."""
ASKED = {**DESK, "practitioner": 404, "manager": 404, "stranger": 200}
"""Pages on which the body asked answers."""
BY_POST = {**dict.fromkeys(VISITORS, 405), "nobody": SIGN_IN, "partner": SIGN_IN}
"""What is done by a button only."""
REGISTER = {**DESK, "practitioner": 404, "manager": 404, "keeper": 200}
"""Pages on which Westshire settles facts about its area: for its keepers of the register."""
EVERYBODY = {**DESK, "keeper": 200, "assurance": 200, "contractor": 200, "stranger": 200}
"""Pages about oneself, for whoever acts for a body."""
DRAFTING = {**DESK, "contractor": 200}
"""Pages of a draft: a contractor's people have their own drafts, and send none (CA2014.s79)."""
READING = {**DRAFTING, "stranger": 200}
"""Pages that whoever asks or drafts may read, each for their own body."""
MANAGERS = {**DESK, "practitioner": 404}
"""Pages on which the managers of a body connect it with its own systems."""
LINK = dict.fromkeys(VISITORS, 410) | {"partner": 200}
"""Pages behind a link: for whoever came by it, and for no officer."""
AGREEMENTS = {**DESK, "keeper": 200, "assurance": 200, "stranger": 200}
"""Pages of an agreement that was shared: for readers of the body that keeps it, and of its other party."""
KEEPING = (
    *(
        "write",
        "kind",
        "about",
        "covers",
        "days",
        "approval",
        "discard",
        "clauses",
        "add-clause",
        "parties",
        "add-party",
    ),
    *("share", "answer-comments", "record-signature", "new-version", "run-unsigned", "rely-on", "begin-review"),
    *("record-review", "end", "publish", "unpublish"),
)
"""Pages on which whoever keeps the agreements of a body writes one, has it agreed to and keeps it."""
OF_A_PARTY = ("change-party", "remove-party", "novate", "leave")
OF_A_CLAUSE = ("edit-clause", "remove-clause")
OTHER_LINKS = (
    *("agreement", "agreement-comment", "agreement-agree", "agreement-done", "agreement-copy", "agreement-pdf"),
    "agreement-document",
    *("agreement-contacts", "agreement-name-contact", "agreement-confirm-contacts", "agreement-correct-contact"),
    *("yearly-contacts", "yearly-name-contact", "yearly-confirm-contacts", "yearly-correct-contact"),
)
"""Pages behind links of other kinds, which the link of a request does not open (tests/doors/partner)."""
ASKING = (
    *("overview", "readdress", "help", "person", "function", "what", "when", "wishes", "sharing", "files", "contacts"),
    *("others", "check"),
)
"""The pages of a draft."""

ARRANGED = {**DESK, "keeper": 200, "assurance": 200}
"""Pages on which the arrangements inside Westshire are read; a district, such as the stranger's, has none."""

MATRIX: dict[str, dict[str, int]] = {
    **{
        f"public:{name}": PUBLIC
        for name in ("start", "search", "law", "register", "about", "accessibility", "privacy", "cookies")
    },
    **{f"public:{name}": PUBLIC for name in ("partners", "partners_csv", "why", "timeline", "agreements")},
    **{f"public:{name}": PUBLIC for name in ("provision", "body")},
    "public:cited": dict.fromkeys(VISITORS, 301),
    "api:listing": PUBLIC,
    "api:description": PUBLIC,
    "api:no-address": dict.fromkeys(VISITORS, 404),
    "desk": {**EVERYBODY, "keeper": SIGN_IN},
    "people:sign-in": {
        "nobody": 200,
        "practitioner": SIGN_IN,
        "manager": SIGN_IN,
        "keeper": SIGN_IN,
        "assurance": SIGN_IN,
        "contractor": SIGN_IN,
        "stranger": SIGN_IN,
        "partner": 200,
    },
    "people:sign-out": dict.fromkeys(VISITORS, 200) | {"nobody": SIGN_IN, "partner": SIGN_IN},
    "people:acting-for": {
        **EVERYBODY,
        **dict.fromkeys(("practitioner", "keeper", "assurance", "contractor", "stranger"), 404),
    },
    "people:api-keys": EVERYBODY,
    "people:calendar": {kind: 405 if status == 200 else status for kind, status in EVERYBODY.items()},
    "people:revoke-key": MANAGERS,
    "people:make-key": MANAGERS,
    **{f"delivery:{name}": MANAGERS for name in ("webhooks", "add-webhook", "webhook", "end-webhook")},
    **{f"requests:{name}": READING for name in ("inbox", "list-copies", "list-copy")},
    **{f"requests:{name}": dict.fromkeys(VISITORS, 405) for name in ("search", "save-search")},
    "requests:forget-search": {**DESK, "manager": 404},  # one's own only
    **{f"requests:{name}": {**DESK, "assurance": 200, "stranger": 200} for name in ("figures", "figures-copy")},
    "requests:calendar": BOTH_SIDES,
    "requests:feed": PUBLIC,  # for whoever has the address, which is a key
    "requests:begin": READING,
    **{f"requests:{name}": BOTH_SIDES for name in ("page", "record", "write", "file")},
    **{f"requests:{name}": BOTH_SIDES for name in ("copies", "bundle-pdf", "bundle-zip", "bundle-print")},
    **{
        f"requests:{name}": DESK
        for name in ("accept", "contest", "keep", "break", "refer", "escalate", "extend", "pause", "resume", "withdraw")
    },
    **{f"requests:{name}": DESK for name in ("error", "reissue-link", "revoke-link", "revoke-links", "ask-instead")},
    "requests:follow": {**DESK, "practitioner": SIGN_IN, "manager": SIGN_IN},  # nothing to follow: told on the page
    "requests:answer": ASKED,
    "requests:uploads": {kind: 405 if status == 200 else status for kind, status in BOTH_SIDES.items()},
    "requests:upload": {**DESK, "manager": 404},
    "requests:detach": BY_POST,
    "requests:add-body": {**DESK, "stranger": 200},
    **{f"requests:{name}": DRAFTING for name in (*ASKING, "discard", "letter", "letter-pdf")},
    "requests:conditions": {
        **DESK,
        **dict.fromkeys(("practitioner", "manager", "contractor"), SIGN_IN),
    },  # for boards only
    **{f"requests:{name}": dict.fromkeys(VISITORS, 405) for name in ("send-all", "hand-over", "ask-again")},
    **{f"registry:{name}": REGISTER for name in ("trusts", "settle", "propose")},
    **{f"contacts:{name}": CONTACTS | {"assurance": 200, "contractor": 200} for name in ("search", "body")},
    **{f"contacts:{name}": CONTACTS for name in ("add-body", "add", "change", "confirm", "end")},
    **{f"practice:{name}": READING for name in ("start", "times", "ladder", "templates", "holidays")},
    "practice:template": DRAFTING,
    **{
        f"practice:{name}": MANAGERS
        for name in ("set-how", "set-time", "end-time", "examples", "set-ladder", "make-template")
    },
    **{f"practice:{name}": MANAGERS for name in ("edit-template", "retire-template")},
    **{f"agreements_files:{name}": AGREEMENTS for name in ("copies", "copy")},
    **{f"agreements_files:{name}": MANAGERS for name in ("import-sheet", "empty-sheet")},
    **{f"agreements:{name}": AGREEMENTS for name in ("register", "page", "version", "record", "pdf")},
    **{f"agreements:{name}": MANAGERS for name in (*KEEPING, *OF_A_PARTY, *OF_A_CLAUSE, "begin", "comment", "sign")},
    **{
        f"agreements:{name}": {**MANAGERS, "manager": SIGN_IN} for name in ("begin-title", "add-party")
    },  # of nothing yet
    "successions:changes": AGREEMENTS,
    **{
        f"successions:{name}": {kind: 404 if status == 200 else status for kind, status in AGREEMENTS.items()}
        for name in ("change", "csv")
    },  # no body around Westshire ends
    "successions:take-over": MANAGERS,
    **{f"agreement_documents:{name}": AGREEMENTS for name in ("documents", "document")},
    **{f"agreement_documents:{name}": MANAGERS for name in ("add", "upload", "remove")},
    "agreement_documents:uploads": {**MANAGERS, "manager": 405},
    **{f"coverage:{name}": AGREEMENTS for name in ("table", "csv", "calendar")},
    "coverage:feed": PUBLIC,  # for whoever has the address, which is a key
    "coverage:set-topics": MANAGERS,
    "arrangements:start": {**ARRANGED, "stranger": 200},  # which says why there are none
    **{f"arrangements:{name}": ARRANGED for name in ("group", "pair")},
    **{
        f"arrangements:{name}": MANAGERS
        for name in ("name-officer", "end-officer", "arrange", "end", "exercise", "review")
    },
    "partner:cover": dict.fromkeys(VISITORS, 200),
    **{f"partner:{word}": LINK for word in ("request", *WORD.values())},
    "partner:decline": LINK | {"partner": 409},
    "partner:join": LINK | {"partner": 404},
    "partner:file": LINK | {"partner": 404},
    **{f"partner:{name}": LINK | {"partner": 405} for name in ("save", "files")},
    "partner:upload": LINK | {"partner": 404},
    **{f"partner:{name}": LINK | {"partner": 302} for name in ("check", "done", "code")},
    **{f"partner:{name}": LINK | {"partner": 404} for name in ("waiting", "open")},
    "partner:waiting-code": LINK | {"partner": 302},
    **{f"partner:{name}": LINK for name in ("contacts", "name-contact")},
    "partner:confirm-contacts": LINK | {"partner": 405},
    "partner:correct-contact": LINK | {"partner": 404},
    **{f"partner:{name}": LINK | {"partner": 302} for name in ("agreement-code", "yearly-code")},
    **{f"partner:{name}": LINK | {"partner": 404} for name in OTHER_LINKS},
}
LISTS = {f"requests:{name}" for name in ("inbox", "list-copies", "search", "save-search", "figures")}
DRAFTS = {f"requests:{name}" for name in (*ASKING, "conditions", "discard", "letter", "letter-pdf")}

ABOUT = {
    **dict.fromkeys(("requests:list-copy", "requests:figures-copy", "agreements_files:copy"), "csv"),
    "public:provision": "CA2014.s6(7)(a)",
    "public:cited": "CA2014.s6(7)(a)",
    "public:body": given.DISTRICT,
    "registry:settle": editions.SERVICES,
    "contacts:body": given.DISTRICT,
    **dict.fromkeys(("successions:change", "successions:csv"), given.DISTRICT),
    "contacts:add": given.DISTRICT,
    **{f"arrangements:{name}": "adults" for name in ("group", "name-officer", "end-officer")},
    **{f"arrangements:{name}": "adults-and-children" for name in ("pair", "arrange", "end", "exercise", "review")},
}
"""What some addresses are about."""

UNDER = {
    "partner:save": ["refuse"],
    **{f"partner:{name}": ["x"] for name in ("join", "file", "upload", "open", "agreement-document")},
    **{f"partner:{kind}correct-contact": ["x"] for kind in ("", "agreement-", "yearly-")},
}
"""What else some addresses behind a link name; nothing of that name is there but the first."""


def names(resolver=None, prefix=""):
    """Every named address of the product, but for redirects to the last slash."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, space)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def world(tmp_path, db):
    with clock.at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        given.westshire(tmp_path)
        wren = given.a_person()
        people = {
            "practitioner": wren,
            "manager": a_manager(),
            "keeper": given.a_person("Mo Ellis", role=Role.REGISTER_KEEPER),
            "assurance": given.a_person("Ellis Marrow", role=Role.ASSURANCE),
            "contractor": given.a_person("Cas Verrall", role=Role.CONTRACTOR),
            "stranger": given.a_person("Tam Birch", body=given.DISTRICT),
        }
        officer = given.acting(wren)
        sent = given.a_request(officer)
        drafts = {"draft": given.a_draft(officer), "contractors": given.a_draft(given.acting(people["contractor"]))}
        arrangements_given.a_whole_house(given.acting(people["manager"]), ["adults"], ["adults-and-children"])
        yield {"people": people, "sent": sent, **drafts, "link": given.the_link(sent)} | {
            "contact": a_contact().public_id,
            **agreements(given.acting(people["manager"])),
            **acts(officer, sent),
            **connections(given.acting(people["manager"])),
            **practice(given.acting(people["manager"])),
        }


def a_manager():
    """A manager of two bodies, so that there is something to choose."""
    person = given.a_person("Ines Quarry", role=Role.MANAGER)
    give_role(given.COMMAND, person, body=given.DISTRICT, role=Role.MANAGER, starts=date(2024, 5, 1))
    return person


def acts(officer, sent):
    """What the pages of acts are about, where it is not a request that was only sent."""
    refused, promised, wrong, paused = (given.a_request(officer) for _ in range(4))
    given.refused(refused)
    given.complied(promised)
    services.name_right_body(
        given.a_partner(wrong), wrong, right_body="The ICB", right_ref="", why="", **given.SIGNED, at=given.AT
    )
    services.pause_clock(officer, paused, why="She is abroad.", at=given.AT)
    link = SecureLink.objects.get(subject=sent.public_id).public_id
    kept = services.save_search(officer, name="Refused", filters={"status": ["refused"]})
    draft = given.a_draft(officer)
    file = attached(officer, draft).public_id
    with_file = services.send_request(officer, draft, at=given.AT).public_id
    begun = services.begin_attaching(officer, sent, name="plan.pdf", size=10, at=given.AT).public_id
    return {
        **dict.fromkeys(("requests:accept", "requests:contest"), refused.public_id),
        **dict.fromkeys(("requests:keep", "requests:break"), promised.public_id),
        "requests:ask-instead": wrong.public_id,
        "requests:forget-search": kept.public_id,
        **dict.fromkeys(("requests:feed", "coverage:feed"), renew_feed(officer, at=given.AT).token),
        "requests:resume": paused.public_id,
        "requests:answer": (sent.public_id, "complied"),
        "requests:revoke-link": (sent.public_id, link),
        "requests:file": (with_file, file),
        "requests:upload": (sent.public_id, begun),
        "requests:detach": (with_file, file),
    }


def connections(manager):
    """A key and a webhook of Westshire."""
    key = make_api_key(manager, name="Case system", scopes=["read"], ends=date(2027, 4, 1), at=given.AT).key
    hook = add_webhook(manager, url="https://cases.westshire.example/", events=["request.sent"], at=given.AT).hook
    return {
        "people:revoke-key": key.public_id,
        **dict.fromkeys(("delivery:webhook", "delivery:end-webhook"), hook.public_id),
    }


def agreements(manager):
    """A draft between Westshire and the district, with a clause, shared for comment."""
    row = agreed.an_agreement(manager)
    write_clause(manager, row, clause=agreed.TWO_DAYS, at=given.AT)
    share_for_comment(manager, row, at=given.AT)
    document = a_document(manager, row).public_id
    party = agreed.party(row, given.DISTRICT).public_id
    return {
        **{f"agreements:{name}": row.public_id for name in ("page", "record", "pdf", "comment", "sign", *KEEPING)},
        "agreement_documents:documents": row.public_id,
        **{f"agreement_documents:{name}": (row.public_id, document) for name in ("document", "remove")},
        **{f"agreement_documents:{name}": (row.public_id, 1) for name in ("add", "uploads")},
        "agreement_documents:upload": (row.public_id, 1, document),
        **{f"agreements:{name}": (row.public_id, party) for name in OF_A_PARTY},
        **{f"agreements:{name}": (row.public_id, 1) for name in (*OF_A_CLAUSE, "version")},
    }


def practice(manager):
    """A template of Westshire."""
    kept = keep_template(manager, name="Meeting", values={"help": "meeting"}, at=given.AT)
    return dict.fromkeys(("practice:template", "practice:edit-template", "practice:retire-template"), kept.public_id)


def visitor(world, kind):
    client = Client()
    if kind in world["people"]:
        client.force_login(world["people"][kind])
    if kind == "partner":
        given.enter_by_link(client, world["sent"])
    return client


def address(name, world, kind):
    draft = world["contractors" if kind == "contractor" else "draft"]  # which is all that a contractor's person has
    ask = draft if name in DRAFTS else world["sent"]
    room = name.partition(":")[0]
    if name in {f"public:{page}" for page in ("partners", "partners_csv", "why", "timeline", "agreements")}:
        return reverse(name, args=[given.COUNTY])
    if found := ABOUT.get(name) or world.get(name):
        return reverse(name, args=found if isinstance(found, tuple) else [found])
    if name in {"contacts:change", "contacts:confirm", "contacts:end"}:
        return reverse(name, args=[world["contact"]])
    if name == "partner:cover":
        return world["link"]
    if room == "partner" or (room == "requests" and name not in LISTS | {"requests:begin", "requests:add-body"}):
        return reverse(name, args=[ask.public_id, *UNDER.get(name, [])])
    return "/api/nothing" if name == "api:no-address" else reverse(name)


def test_every_address_is_in_the_matrix():
    found = {name for name in names() if not name.startswith("api:api-v1:")}
    assert found == set(MATRIX)


@pytest.mark.parametrize("kind", VISITORS)
def test_who_may_open_what(world, kind):
    client = visitor(world, kind)
    opened = {name: client.get(address(name, world, kind)).status_code for name in MATRIX}
    assert opened == {name: row[kind] for name, row in MATRIX.items()}
