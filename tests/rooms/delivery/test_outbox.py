"""Putting messages into the outbox, and how they look as e-mails."""

from __future__ import annotations

import pytest
from django.core.mail import get_connection

from concord.base.errors import Invalid
from concord.delivery import letters, messages, outbox, queries
from concord.delivery.models import Outgoing
from concord.delivery.rules import State

pytestmark = pytest.mark.django_db


def test_a_message_waits_in_the_outbox_with_its_words_filled_in(write, officer, at):
    row = write()
    assert (row.to, row.title, row.next_at, row.state) == (
        "jo@trust.example",
        "Essex County Council asks for help",
        at,
        State.WAITING,
    )
    assert "https://concord.example/r/s3cr3t" in row.text
    (delivery,) = queries.deliveries_about(officer, "bed", "b1")
    assert (delivery.purpose, delivery.state, delivery.at) == ("A request", State.WAITING, at)
    assert "s3cr3t" not in delivery.text
    assert messages.WITHHELD in delivery.text


def test_an_operation_that_fails_sends_nothing(write):
    with pytest.raises(RuntimeError):
        write(fail=True)
    assert not Outgoing.objects.exists()


def test_nothing_is_enqueued_outside_an_operation(message, at):
    with pytest.raises(RuntimeError, match="inside the operation"):
        outbox.enqueue(message, to="a@b.example", variables={}, about=("bed", "b1"), at=at)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to", "no address"),
        ("to", "a@b.example\nBcc: c@d.example"),
        ("to", f"{'a' * 250}@b.example"),
        ("reply_to", "x"),
    ],
)
def test_what_is_no_address_is_said_at_its_field(write, field, value):
    with pytest.raises(Invalid, match="e-mail address") as wrong:
        write(**{field: value})
    assert wrong.value.field == field


def test_a_variable_missing_or_too_many_is_a_mistake(message):
    for variables in ({"asker": "A", "day": "B"}, {"asker": "A", "day": "B", "link": "C", "name": "D"}):
        with pytest.raises(ValueError, match=r"not declared: (link|name)"):
            messages.write(message, variables)


def test_words_in_braces_that_a_person_typed_stay_words(message):
    written = messages.write(message, {"asker": "{link}", "day": "{0}", "link": "L"})
    assert written.title == "{link} asks for help"
    assert "{link} asks for help by {0}." in written.text


@pytest.mark.parametrize(
    ("title", "secret", "says"), [("{link}", ("link",), "title"), ("Hello", ("code",), "not in its text")]
)
def test_a_slip_in_a_declared_message_is_named(title, secret, says):
    with pytest.raises(ValueError, match=says):
        messages.declare("slip", purpose="A slip", title=title, text="Open {link}", secret=secret)


def test_a_message_is_declared_once(message):
    with pytest.raises(ValueError, match="declared twice"):
        messages.declare("asks", purpose="Another", title="T", text="T")
    assert messages.declared()["asks"] == message


def test_a_message_that_nobody_declares_any_more_is_named_as_it_was():
    assert messages.purpose_of("old-one") == "old-one"


def test_a_very_long_title_is_shortened(write):
    assert len(write(asker="x" * 300).title) == 250


def test_the_email_says_whom_it_comes_from_and_that_a_machine_sent_it(write, settings):
    settings.MAIL_FROM = "Concord <concord@council.example>"
    row = write(from_name="Essex County Council\n", reply_to="jo.ward@council.example")
    email = letters.compose(row).message()
    assert email["From"] == "Essex County Council <concord@council.example>"
    assert email["To"] == "jo@trust.example"
    assert email["Reply-To"] == "jo.ward@council.example"
    assert email["Message-ID"] == f"<{row.public_id}@council.example>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in email.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_html_is_the_text_with_its_links_and_nothing_of_anyone_s_markup():
    page = letters.html("Tea & <b>cake</b>", "Dear <script>,\n\nOpen https://x.example/r/a_b-c?d=1&e=2.\nThank you.")
    assert "<title>Tea &amp; &lt;b&gt;cake&lt;/b&gt;</title>" in page
    assert "<p>Dear &lt;script&gt;,</p>" in page
    assert '<a href="https://x.example/r/a_b-c?d=1&amp;e=2">https://x.example/r/a_b-c?d=1&amp;e=2</a>.<br>' in page
    assert "<script" not in page


def test_on_a_demonstration_messages_become_files_that_people_read(write, tmp_path):
    post = get_connection("concord.delivery.mail_files.EmailBackend", file_path=str(tmp_path / "new" / "outbox"))
    first, second = write(reply_to="jo.ward@council.example"), write(to="al@trust.example")
    for row in (first, second, first):
        assert post.send_messages([letters.compose(row)]) == 1
    files = sorted(file.name for file in (tmp_path / "new" / "outbox").iterdir())
    assert files == [
        f"{number}-{name}-trust.example-{row.public_id}.{kind}"
        for number, name, row in (("0001", "jo", first), ("0002", "al", second))
        for kind in ("eml", "txt")
    ]
    text = (tmp_path / "new" / "outbox" / files[1]).read_text("utf-8")
    assert "To: jo@trust.example\nReply to: jo.ward@council.example\nSubject: Essex County Council asks" in text
    assert "https://concord.example/r/s3cr3t" in text


def test_strangers_see_no_deliveries(write, worker):
    write()
    assert len(queries.deliveries_about(worker, "bed", "b1")) == 1
    assert queries.deliveries_about(worker, "bed", "b2") == []
    partner = type(worker).partner("l", body="ods:X", kind="bed", subject="b1", correlation="c")
    assert queries.deliveries_about(partner, "bed", "b1") == []
    assert not queries.links_about(partner, "bed", "b1").exists()
