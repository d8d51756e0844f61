"""Answers that programs got to changes, kept for a day so that the same call again gets the same answer."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_teams_and_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64)),
                ("asked", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("content", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "key",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.key"),
                ),
            ],
            options={
                "verbose_name_plural": "key replies",
                "indexes": [models.Index(fields=["at"], name="keyreply_old")],
                "constraints": [models.UniqueConstraint(fields=("key", "name"), name="keyreply_once")],
            },
        ),
    ]
