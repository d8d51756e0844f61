"""What was decided about a place at the table whose body ends."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_arrangements_inside_an_authority"),
        ("registry", "0002_other_bodies_and_boards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Succeeded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=12)),
                ("on", models.DateField()),
                ("words", models.TextField()),
                ("said_by", models.CharField(max_length=200)),
                ("said_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="successions", to="agreements.party"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["novated", "agree-anew", "left", "ended"])),
                        name="succeeded_outcome_known",
                    )
                ],
            },
        ),
    ]
