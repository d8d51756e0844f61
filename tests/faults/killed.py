"""What the fault tests run in processes of their own, which are killed: called through Django's `shell -c`."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from concord.base import clock
from concord.cli.main import main
from concord.delivery.models import Outgoing
from concord.requests.models import Digest, Docket
from kit import given


def seed(requests: int) -> None:
    """Westshire, and some requests to as many mailboxes: each writes one e-mail, and another when it is reminded."""
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder, clock.at(given.AT):
        given.westshire(Path(folder) / "edition")
        officer = given.acting(given.a_person())
        for number in range(requests):
            given.a_request(officer, partner_email=f"desk{number}@aldermoor.example")


def work(port: int, at: str) -> None:
    """`concord work` over a mail server, at an instant."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    with clock.at(datetime.fromisoformat(at)):
        sys.stdout.write("At work.\n")
        sys.stdout.flush()
        sys.exit(main(["work", "--once"]))


def told() -> None:
    """What the database holds of it all, as JSON."""
    found = {
        "sent": list(Outgoing.objects.filter(sent_at__isnull=False).values_list("public_id", flat=True)),
        "waiting": list(Outgoing.objects.filter(next_at__isnull=False).values_list("public_id", flat=True)),
        "digests": Digest.objects.count(),
        "reminders": list(Docket.objects.values_list("reminded_on", flat=True)),
    }
    sys.stdout.write(json.dumps(found, default=str))
