"""E-mails as they really come: read as far as they can be, never an exception, and no answer folded away."""

from __future__ import annotations

import binascii
import random

import pytest

from concord.delivery.incoming import bodies, bounces, hypertext, parsing, quoting, rules
from concord.delivery.incoming.rules import Kind
from kit import mails


def read(raw: bytes) -> parsing.Mail:
    return parsing.read(raw)


def test_a_plain_answer_is_read_with_who_wrote_it_and_when():
    found = read(mails.mail("Yes, we can.\n", sender='"Okafor, Jo" <jo@trust.example>'))
    assert (found.kind, found.text, found.quoted) == (Kind.REPLY, "Yes, we can.", "")
    assert (found.from_address, found.from_name) == ("jo@trust.example", "Okafor, Jo")
    assert (found.title, found.message_id) == (mails.TITLE, "<m1@trust.example>")
    assert found.written_at.isoformat() == "2026-11-22T10:15:00+00:00"


def test_gmail_s_quotation_is_folded_away_and_kept():
    found = read(mails.gmail("We can come on Tuesday.", to="reply@council.example"))
    assert found.text == "We can come on Tuesday."
    assert found.quoted.startswith(
        "On Sun, 22 Nov 2026 at 09:00, Essex County Council\n<concord@council.example> wrote:"
    )
    assert "asks for help" in found.quoted


@pytest.mark.parametrize(
    "quotation",
    [
        "-----Original Message-----\nFrom: Essex\nSent: 22 November 2026 09:00\nTo: Jo\nSubject: Help",
        "________________________________\nFrom: Essex <c@council.example>\nSent: 22 Nov\nTo: Jo\nSubject: Help",
        "From: Essex\nSent: Sunday, November 22, 2026 9:00 AM\nTo: Okafor, Jo\nSubject: Help\n\nDear colleague",
        "*From:* Essex\n*Sent:* 22 November 2026\n*To:* Jo\n*Subject:* Help",
        "Essex County Council <concord@council.example> wrote on 22/11/2026 09:00:00:\n\n> Dear colleague",
        "concord@council.example on 22/11/2026 09:00:00 wrote:\nDear colleague",
        "   Essex\n   22/11/2026 09:00      To   jo@trust.example\n      cc\n   Subject   Help",
        "Begin forwarded message:\n\nFrom: Essex",
        "> Dear colleague,\n> Essex asks for help.",
        "-- \nJo Okafor\nWard manager",
        "Sent from my iPhone",
        "This e-mail and any files with it are confidential and intended solely for the addressee.",
    ],
)
def test_what_is_quoted_or_signed_under_an_answer_is_folded_away(quotation):
    new, folded = quoting.fold(f"Yes, we can.\n\n{quotation}\n")
    assert new == "Yes, we can."
    assert folded == quotation


def test_an_answer_below_what_it_answers_is_what_is_shown():
    new, folded = quoting.fold("On 22 Nov 2026, Essex wrote:\n> Can you come?\n\nYes, we can.\n\n-- \nJo")
    assert (new, folded) == ("Yes, we can.", "On 22 Nov 2026, Essex wrote:\n> Can you come?\n-- \nJo")


def test_an_answer_amid_what_it_answers_is_shown_with_it():
    text = "On 22 Nov 2026, Essex wrote:\n> Can you come?\nYes.\n> And the notes?\nNot before Friday."
    assert quoting.fold(text) == (text, "")


def test_an_answer_that_only_the_quotation_could_hold_is_never_hidden():
    text = "From: Essex\nSent: 22 Nov\nTo: Jo\nSubject: Help\n\nDear colleague\n[Jo] We cannot."
    assert quoting.fold(text) == (text, "")


def test_words_that_only_look_like_a_quotation_stay():
    text = "From: next week on we can.\n\nThis message is to say that on Monday she wrote: no."
    assert quoting.fold(text) == (text, "")


def test_html_alone_becomes_text():
    found = read(
        mails.mail(
            "<html><head><style>p{}</style></head><body><p>Yes,&nbsp;we&#39;ll come.</p><ul><li>one<li>two</ul>"
            '<p><a href="https://trust.example/map">Where</a></p><script>alert(1)</script>'
            "<hr><b>From:</b> Essex<br><b>Sent:</b> 22 Nov<br><b>To:</b> Jo<br><b>Subject:</b> Help</body></html>",
            mime="text/html; charset=utf-8",
        )
    )
    assert found.text == "Yes, we'll come.\n\n- one\n- two\n\nWhere (https://trust.example/map)"
    assert found.quoted.splitlines()[1] == "From: Essex"


def test_what_html_quotes_is_marked():
    assert hypertext.text_of("<div>Yes<blockquote>Can<br>you?</blockquote></div>") == "Yes\n\n> Can\n> you?"
    assert hypertext.text_of("<pre>a  b\n c</pre>") == "a  b\n c"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Café – “yes”".encode("cp1252"), "iso-8859-1"),
        ("Café – “yes”".encode(), "us-ascii"),
        ("Café – “yes”".encode(), "x-unheard-of"),
        ("Café – “yes”".encode("cp1252"), "utf-8"),
        ("Café – “yes”".encode("utf-16"), "utf-16"),
    ],
)
def test_a_wrong_or_missing_charset_does_not_lose_the_words(content, charset):
    assert read(mails.mail(content, mime=f"text/plain; charset={charset}")).text == "Café – “yes”"


def test_headers_come_in_every_state():
    found = read(mails.mail(sender="=?iso-8859-1?Q?Ren=E9?= <r@trust.example>", title="=?utf-8?B?w6k=?= =?bad?X?x?="))
    assert (found.from_name, found.title[:1]) == ("René", "é")
    bare = mails.mail().replace(b"Subject: RE: Essex asks for help", "Subject: Café\n\tagain".encode())
    assert read(bare).title == "Café again"
    broken = read(mails.mail(sender="((((" * 2000, title="=?utf-8?B?!!!?=", Date="yesterday"))
    assert (broken.from_address, broken.written_at) == ("", None)


def test_a_message_without_a_body_is_one_without_words():
    found = read(b"From: jo@trust.example\nTo: reply@council.example\n")
    assert (found.text, found.attachments, found.notes) == ("", (), ())
    assert read(b"\x00\xff\xfe\x01 no mail at all").notes == (parsing.UNREADABLE,)


def test_attachments_are_handed_over_with_names_that_do_not_deceive():
    found = read(
        mails.multipart(
            mails.part("See the plan.\n"),
            mails.file("../../etc/pl\u202ean.pdf", b"%PDF-1"),
            mails.file("=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?=", b"%PDF-2"),
            mails.part(b"GIF", "image/gif; name=logo.gif", Content_Disposition="inline", Content_ID="<l>"),
            mails.part(mails.mail("Inner"), "message/rfc822"),
            mails.part("x", "application/octet-stream", Content_Disposition="attachment"),
        )
    )
    assert found.text == "See the plan."
    assert [(each.name, each.inline) for each in found.attachments] == [
        ("plan.pdf", False),
        ("résumé.pdf", False),
        ("logo.gif", True),
        ("attachment-4.eml", False),
        ("attachment-5", False),
    ]
    assert found.attachments[0].content == b"%PDF-1"
    assert b"Inner" in found.attachments[3].content


def test_of_alternatives_only_one_is_read_and_nothing_attached_is_lost():
    html = mails.part("<p>Yes <img src=cid:l></p>", "text/html")
    body, mime = mails.parts(html, mails.part(b"GIF", "image/gif; name=l.gif"), kind="related", mark="=_in")
    found = read(mails.multipart(mails.part("Yes\n"), mails.part(body, mime), kind="alternative"))
    assert (found.text, [each.name for each in found.attachments]) == ("Yes", ["l.gif"])
    only_html = read(mails.multipart(mails.part(" \n"), mails.part(body, mime), kind="alternative"))
    assert (only_html.text, [each.name for each in only_html.attachments]) == ("Yes", ["l.gif"])


def test_apple_s_words_around_a_file_are_all_read():
    found = read(mails.multipart(mails.part("First.\n"), mails.file("a.pdf", b"%PDF"), mails.part("Second.\n")))
    assert found.text == "First.\n\n\nSecond."


def test_outlook_s_own_form_is_said_and_not_kept():
    found = read(mails.multipart(mails.part("See attached.\n"), mails.file("winmail.dat", b"x", "application/ms-tnef")))
    assert (found.text, found.attachments, found.notes) == ("See attached.", (), (bodies.WINMAIL,))


def test_an_enciphered_message_is_said():
    assert read(mails.mail("MIIB", mime="application/pkcs7-mime; name=smime.p7m")).notes == (bodies.LOCKED,)


def test_a_file_written_into_the_text_is_taken_out_of_it():
    content = bytes(range(100))
    lines = "".join(binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, 100, 45))
    found = read(mails.mail(f"Here.\n\nbegin 644 plan.doc\n{lines}`\nend\n\nJo\n"))
    assert found.text == "Here.\n\n\nJo"
    assert [(each.name, each.content) for each in found.attachments] == [("plan.doc", content)]
    assert read(mails.mail("begin 644 x\nno code at all\nend\n")).text == "begin 644 x\nno code at all\nend"


def test_flowing_lines_are_put_together():
    found = read(mails.mail("We can come \non Tuesday.\n\n-- \nJo\n", mime="text/plain; format=flowed"))
    assert found.text == "We can come on Tuesday."


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"title": "Automatic reply: Essex asks for help"},
        {"title": "Out of Office: Essex"},
    ],
)
def test_what_a_machine_wrote_is_no_reply(headers):
    assert read(mails.mail("I am away until 1 December.\n", **headers)).kind is Kind.AUTOMATIC


def test_a_receipt_is_no_reply_and_no_bounce():
    body, mime = mails.parts(
        mails.part("Your message was read."),
        mails.part("Disposition: automatic-action", "message/disposition-notification"),
        kind="report; report-type=disposition-notification",
    )
    assert read(mails.mail(body, mime=mime, title="Your message")).kind is Kind.AUTOMATIC


@pytest.mark.parametrize(
    ("given", "kind", "code"),
    [
        ({}, Kind.BOUNCE, "5.1.1"),
        ({"status": "5.0.0", "says": "smtp; 550 5.2.2 Over quota"}, Kind.BOUNCE, "5.2.2"),
        ({"status": "4.4.7", "says": "smtp; 451 timeout"}, Kind.BOUNCE, "4.4.7"),
        ({"status": "5.0.0", "says": "smtp; 550 No such user"}, Kind.BOUNCE, "5.1.1"),
        ({"action": "delayed", "status": "4.4.1"}, Kind.DELAY, "4.4.1"),
    ],
)
def test_a_report_of_a_mail_server_is_understood(given, kind, code):
    found = read(mails.bounce(to="bounce@council.example", **given))
    assert (found.kind, found.bounce.code, found.bounce.recipient) == (kind, code, "jo@trust.example")


def test_a_report_of_success_changes_nothing():
    assert read(mails.bounce(to="b@council.example", action="delivered", status="2.0.0")).kind is Kind.AUTOMATIC


OLD = {"sender": "MAILER-DAEMON@mx.trust.example", "title": "failure notice"}


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        (
            mails.mail(
                "This message was created automatically by mail delivery software.\n\nA message that you sent could not"
                " be delivered to one or more of its recipients. This is a permanent error.\n\n  jo@trust.example\n"
                "    host mx.trust.example: 550 Unrouteable address\n",
                sender="Mailer-Daemon@mx.example",
                X_Failed_Recipients="jo@trust.example",
                Auto_Submitted="auto-replied",
            ),
            Kind.BOUNCE,
            "5.1.2",
        ),
        (
            mails.mail(
                "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to deliver your message. This is"
                " a permanent error; I've given up.\n\n<jo@trust.example>:\nSorry, no mailbox here. (#5.1.1)\n",
                **OLD,
            ),
            Kind.BOUNCE,
            "5.1.1",
        ),
        (
            mails.mail(
                "Your message has been delayed and is still being tried. You do not need to resend it. 4.4.1\n",
                **{**OLD, "title": "Warning: could not be delivered yet"},
            ),
            Kind.DELAY,
            "4.4.1",
        ),
        (
            mails.mail(
                "Delivery has failed to these recipients: the address couldn't be found.\n", Return_Path="<>", title="x"
            ),
            Kind.BOUNCE,
            "5.1.1",
        ),
    ],
)
def test_older_servers_are_understood_too(raw, kind, code):
    found = read(raw)
    assert (found.kind, found.bounce.code) == (kind, code)


def test_a_person_who_writes_of_failed_delivery_has_replied():
    found = read(mails.mail("The bed could not be delivered, the delivery has failed. 550 users wait.\n"))
    assert found.kind is Kind.REPLY


def test_a_bounce_says_in_words_why_the_message_came_back():
    assert rules.came_back("5.1.1") == "It came back: the mailbox does not exist."
    assert "as a matter of policy" in rules.came_back("5.7.26")
    assert "words that Concord knows" in rules.came_back(bounces.GENERAL)
    assert rules.came_back("5.2.2", recipient="al@other.example") == (
        "It came back from al@other.example, where it had been passed on: the mailbox is full."
    )


def test_parts_nested_without_end_are_cut_short_and_said():
    raw = mails.part("Deep.\n")
    for depth in range(60):
        body, mime = mails.parts(raw, kind="mixed", mark=f"=_{depth}")
        raw = mails.part(body, mime)
    found = read(b"From: jo@trust.example\n" + raw)
    assert found.notes == (bodies.NESTED,)
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    assert read(b"From: jo@trust.example\n" + deep).notes


def test_a_very_long_message_is_shortened_and_said():
    found = read(mails.mail("word " * 30_000))
    assert len(found.text) <= rules.LONGEST_TEXT
    assert found.notes == (bodies.SHORTENED,)


@pytest.mark.parametrize(
    "trick", ["<a <", "<!--", "<![CDATA[", "&#", "</", "<p", '<a href="', "<blockquote>a", "<br>", "<li>a"]
)
def test_html_that_is_made_to_take_long_does_not(trick):
    hypertext.text_of(trick * 20_000)


@pytest.mark.parametrize(
    "line", [" to cc ", "<a@", "-" * 12 + "\n", "From: x\n", "On 2026 ", "begin 644 x\n", " \n", "> \n", "this email "]
)
def test_text_that_is_made_to_take_long_does_not(line):
    read(mails.mail(f" {line * 15_000}\nend\n"))


def test_a_message_of_endless_parts_is_cut_short():
    assert read(mails.multipart(*[mails.part("x")] * 3000)).notes == (bodies.NESTED,)


def test_torn_and_garbled_messages_are_read_without_an_exception():
    chance = random.Random(7)  # noqa: S311  the same garbling every time
    whole = mails.multipart(
        mails.part("Yes\n"),
        mails.file("a.pdf", b"%PDF" * 20),
        mails.part(mails.bounce(to="x@y.example"), "message/rfc822"),
    )
    for _ in range(60):
        torn = bytearray(whole[: chance.randrange(len(whole))])
        for _ in range(chance.randrange(30)):
            if torn:
                torn[chance.randrange(len(torn))] = chance.randrange(256)
        assert isinstance(read(bytes(torn)), parsing.Mail)


def test_a_message_that_nobody_thought_of_is_kept_with_a_note_and_holds_up_no_other(monkeypatch):
    def fail(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(bodies, "read", fail)
    found = read(mails.mail("Yes\n", to="reply+x@council.example"))
    assert (found.text, found.notes, found.kind) == ("", (parsing.UNREADABLE,), Kind.REPLY)
    assert "reply+x@council.example" in " ".join(found.addresses)


def test_the_same_message_is_known_again_whatever_servers_add_to_it():
    raw = mails.mail("Yes\n")
    again = b"Received: from a by b;\n Sun, 22 Nov 2026\nX-Spam: no\n" + raw.replace(b"\n", b"\r\n")
    assert parsing.identity(raw, message="m") == parsing.identity(again, message="m")
    assert parsing.identity(raw, message="m") != parsing.identity(raw, message="other")
    assert parsing.identity(raw, message="m") != parsing.identity(mails.mail("No\n"), message="m")
