"""What came of reading a file for its words."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("files", "0001_stored_files"),)
    operations = (
        migrations.AddField(model_name="storedfile", name="words", field=models.CharField(blank=True, max_length=12)),
    )
