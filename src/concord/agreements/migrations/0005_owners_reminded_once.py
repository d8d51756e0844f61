"""Which reminders of a review or an end the owner of an agreement was sent."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_what_becomes_of_a_place")]

    operations = [
        migrations.CreateModel(
            name="OwnerReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=8)),
                ("day", models.DateField()),
                ("lead", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.agreement"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "about", "day", "lead"), name="ownerreminder_once")
                ],
            },
        ),
    ]
