"""Takes away the indexes that nothing is found along: each costs every request that is sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import concord.base.ids


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_other_bodies_and_boards"),
        ("requests", "0011_kinds_of_information_shared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="cooperationrequest",
            name="asked",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
            ),
        ),
        migrations.AlterField(
            model_name="cooperationrequest",
            name="asker",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
            ),
        ),
        migrations.AlterField(
            model_name="cooperationrequest",
            name="instead_of",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="requests.cooperationrequest",
            ),
        ),
        migrations.AlterField(
            model_name="cooperationrequest",
            name="public_id",
            field=models.CharField(default=concord.base.ids.new_id, editable=False, max_length=24),
        ),
        migrations.AlterField(
            model_name="cooperationrequest",
            name="sent_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="cooperationrequest",
            name="together",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="asks",
                to="requests.together",
            ),
        ),
        migrations.AlterField(
            model_name="docket",
            name="asked",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
            ),
        ),
        migrations.AlterField(
            model_name="docket",
            name="asker",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
            ),
        ),
        migrations.AlterField(
            model_name="docket",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="ask",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="requests.cooperationrequest",
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="public_id",
            field=models.CharField(default=concord.base.ids.new_id, editable=False, max_length=24),
        ),
        migrations.AlterField(
            model_name="step",
            name="to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="requests.step",
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperationrequest",
            constraint=models.UniqueConstraint(
                fields=("public_id",), name="request_public_id_once", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("public_id",), name="step_public_id_once"),
        ),
    ]
