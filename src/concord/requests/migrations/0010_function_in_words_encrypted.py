"""Encrypts the asker's own function in words: free text in which somebody could write of the person."""

from collections.abc import Callable
from typing import Any

from django.db import migrations, models

from concord.access.encryption import EncryptedTextField, decrypt, encrypt


def _rewritten(by: Callable[[str], str]) -> Callable[[Any, object], None]:
    def rewrite(apps: Any, schema_editor: object) -> None:  # noqa: ARG001  Django's signature
        requests = apps.get_model("requests", "CooperationRequest").objects
        for ask in requests.exclude(function_words="").only("function_words").order_by("pk").iterator():
            requests.filter(pk=ask.pk).update(function_words=by(ask.function_words))

    return rewrite


class Migration(migrations.Migration):
    dependencies = [("requests", "0009_told_and_promised_late")]

    operations = [
        migrations.AlterField("cooperationrequest", "function_words", models.TextField(blank=True)),
        migrations.RunPython(_rewritten(encrypt), _rewritten(decrypt)),
        migrations.AlterField("cooperationrequest", "function_words", EncryptedTextField(blank=True)),
    ]
