"""Keeps ids and digests unique by constraints: PostgreSQL gives a field that is unique two indexes."""

from django.db import migrations, models

import concord.base.ids


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0005_links_sent_by_mistake"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outgoing",
            name="public_id",
            field=models.CharField(default=concord.base.ids.new_id, editable=False, max_length=24),
        ),
        migrations.AlterField(
            model_name="securelink",
            name="digest",
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name="securelink",
            name="public_id",
            field=models.CharField(default=concord.base.ids.new_id, editable=False, max_length=24),
        ),
        migrations.AddConstraint(
            model_name="outgoing",
            constraint=models.UniqueConstraint(fields=("public_id",), name="outgoing_public_id_once"),
        ),
        migrations.AddConstraint(
            model_name="securelink",
            constraint=models.UniqueConstraint(fields=("public_id",), name="securelink_public_id_once"),
        ),
        migrations.AddConstraint(
            model_name="securelink",
            constraint=models.UniqueConstraint(fields=("digest",), name="securelink_digest_once"),
        ),
    ]
