"""Invented e-mails as the programs of this world write them: builders of bytes, as a mail server delivers them."""

from __future__ import annotations

import base64
from email.message import EmailMessage

FROM = "Jo Okafor <jo@trust.example>"
TITLE = "RE: Essex asks for help"
DATE = "Sun, 22 Nov 2026 10:15:00 +0000"


def mail(
    body: str | bytes = "Yes, we can.\n",
    *,
    to: str = "reply@council.example",
    sender: str = FROM,
    title: str = TITLE,
    mime: str = "text/plain; charset=utf-8",
    **headers: str,
) -> bytes:
    """A message with the body as it stands, whatever its label says; `X_Autoreply="yes"` adds that header."""
    lines = {
        "Message-ID": "<m1@trust.example>",
        "Date": DATE,
        "From": sender,
        "To": to,
        "Subject": title,
        "MIME-Version": "1.0",
        "Content-Type": mime,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    content = body.encode() if isinstance(body, str) else body
    return head.encode() + b"\n" + content


def parts(*given: bytes, kind: str = "mixed", mark: str = "=_mark") -> tuple[bytes, str]:
    """The parts as the body of a multipart message, and what its Content-Type says."""
    body = b"".join(b"--" + mark.encode() + b"\n" + part + b"\n" for part in given)
    return body + b"--" + mark.encode() + b"--\n", f'multipart/{kind}; boundary="{mark}"'


def part(content: str | bytes, mime: str = "text/plain; charset=utf-8", **headers: str) -> bytes:
    """One part of a message."""
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in {"Content-Type": mime, **headers}.items())
    return head.encode() + b"\n" + (content.encode() if isinstance(content, str) else content)


def file(name: str, content: bytes, mime: str = "application/pdf") -> bytes:
    """A file that is attached."""
    return part(
        base64.encodebytes(content),
        mime,
        Content_Disposition=f'attachment; filename="{name}"',
        Content_Transfer_Encoding="base64",
    )


def multipart(*given: bytes, kind: str = "mixed", **rest: str) -> bytes:
    """A message of several parts."""
    body, mime = parts(*given, kind=kind)
    return mail(body, mime=mime, **rest)


def bounce(
    *,
    to: str,
    action: str = "failed",
    status: str = "5.1.1",
    says: str = "smtp; 550 5.1.1 User unknown",
    recipient: str = "jo@trust.example",
    original: bytes = b"",
) -> bytes:
    """A delivery report after RFC 3464."""
    told = part("This is the mail system. Your message could not be delivered.\n")
    report = (
        "Reporting-MTA: dns; mx.trust.example\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {says}\n"
    )
    copy = [part(original, "message/rfc822")] if original else []
    body, mime = parts(told, part(report, "message/delivery-status"), *copy, kind="report; report-type=delivery-status")
    return mail(
        body,
        to=to,
        mime=mime,
        sender="Mail Delivery System <MAILER-DAEMON@mx.trust.example>",
        title="Undelivered Mail Returned to Sender",
        Auto_Submitted="auto-replied",
        Return_Path="<>",
    )


def gmail(answer: str, *, to: str) -> bytes:
    """An answer as Gmail writes it: plain text and HTML, each with what it answers under it."""
    message = EmailMessage()
    message["Message-ID"], message["Date"], message["From"] = "<g1@mail.trust.example>", DATE, FROM
    message["To"], message["Subject"] = to, TITLE
    message.set_content(
        f"{answer}\n\nOn Sun, 22 Nov 2026 at 09:00, Essex County Council\n<concord@council.example> wrote:\n\n"
        "> Dear colleague,\n>\n> Essex County Council asks for help.\n"
    )
    message.add_alternative(
        f'<div dir="ltr">{answer}</div><br><div class="gmail_quote"><div>On Sun, 22 Nov 2026 Essex wrote:<br></div>'
        "<blockquote>Dear colleague</blockquote></div>",
        subtype="html",
    )
    return message.as_bytes()
