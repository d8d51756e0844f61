"""Puts what the desk counts into the indexes along which it counts."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_other_bodies_and_boards"),
        ("requests", "0012_found_along_one_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="docket",
            name="docket_asked_by",
        ),
        migrations.RemoveIndex(
            model_name="docket",
            name="docket_asked_of",
        ),
        migrations.AddIndex(
            model_name="docket",
            index=models.Index(
                fields=["asker", "waiting", "-ask", "status", "paused", "promised_on", "due_on", "made_by"],
                name="docket_asked_by",
            ),
        ),
        migrations.AddIndex(
            model_name="docket",
            index=models.Index(
                fields=["asked", "waiting", "-ask", "status", "paused", "promised_on", "due_on", "asker"],
                name="docket_asked_of",
            ),
        ),
    ]
