"""Who mediates and is told, which mailboxes an escalation told, and promises for a later day than was asked for."""

from typing import Any

from django.db import migrations, models
from django.db.models import F

import concord.access.encryption


def mark_late(apps: Any, _schema: Any) -> None:
    dockets = apps.get_model("requests", "Docket").objects
    dockets.filter(promised_on__gt=F("ask__needed_by")).update(promised_late=True)


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0008_unread_along_whole_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="ladderrung",
            name="mediator_mailbox",
            field=models.EmailField(blank=True, default="", max_length=254),
        ),
        migrations.AddField(
            model_name="step",
            name="told",
            field=concord.access.encryption.EncryptedTextField(blank=True, default=""),
        ),
        migrations.AddField(model_name="docket", name="promised_late", field=models.BooleanField(default=False)),
        migrations.RunPython(mark_late, migrations.RunPython.noop),
    ]
