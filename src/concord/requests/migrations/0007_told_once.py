"""What `concord work` says once: that a request is late, and that a side of it has ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0006_unread_and_changed"),
    ]

    operations = [
        migrations.AddField(model_name="docket", name="late_told", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="docket", name="ends_told", field=models.CharField(blank=True, default="", max_length=12)
        ),
    ]
