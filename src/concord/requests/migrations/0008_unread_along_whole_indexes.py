"""Indexes of what is unread, and of a team, that SQLite uses too: whole ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0007_told_once"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="docket",
            name="docket_team",
        ),
        migrations.RemoveIndex(
            model_name="docket",
            name="docket_unread_by",
        ),
        migrations.RemoveIndex(
            model_name="docket",
            name="docket_unread_of",
        ),
        migrations.AddIndex(
            model_name="docket",
            index=models.Index(fields=["team", "waiting", "-ask"], name="docket_of_team"),
        ),
        migrations.AddIndex(
            model_name="docket",
            index=models.Index(fields=["asker", "unread_by_asker", "-ask"], name="docket_unread_at_asker"),
        ),
        migrations.AddIndex(
            model_name="docket",
            index=models.Index(fields=["asked", "unread_by_asked", "-ask"], name="docket_unread_at_asked"),
        ),
    ]
