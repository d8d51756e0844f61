from django.db import migrations, models

import concord.access.encryption
import concord.base.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=concord.base.ids.new_id, editable=False, max_length=24, unique=True),
                ),
                ("name", concord.access.encryption.EncryptedTextField()),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("extension", models.CharField(blank=True, max_length=8)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=120)),
                ("body", models.CharField(blank=True, max_length=80)),
                ("put_by", models.CharField(blank=True, max_length=24)),
                ("put_by_name", concord.access.encryption.EncryptedTextField(blank=True)),
                ("begun_at", models.DateTimeField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("on_disk", models.PositiveBigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("scan", models.CharField(default="not_scanned", max_length=12)),
                ("scanned_at", models.DateTimeField(null=True)),
                ("scan_says", models.CharField(blank=True, max_length=200)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removal", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_kind", "subject"], name="storedfile_about"),
                    models.Index(
                        condition=models.Q(("finished_at__isnull", True), ("removed_at__isnull", True)),
                        fields=["begun_at"],
                        name="storedfile_unfinished",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("removed_at__isnull", True), ("scan", "not_scanned"), ("scanned_at__isnull", True)
                        ),
                        fields=["id"],
                        name="storedfile_to_scan",
                    ),
                    models.Index(
                        condition=models.Q(("removed_at__isnull", False)),
                        fields=["removed_at"],
                        name="storedfile_removed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("received__lte", models.F("size"))),
                        name="storedfile_no_more_than_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            models.Q(("received", models.F("size")), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="storedfile_finished_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removal", ""), ("removed_at__isnull", True)),
                            models.Q(
                                ("removal__in", ["taken-back", "infected", "refused", "forgotten"]),
                                ("removed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="storedfile_removed_for_a_reason",
                    ),
                ],
            },
        ),
    ]
