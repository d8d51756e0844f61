"""Of a link that was withdrawn: whether what it opened was sent by mistake, so that nothing is to be done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0004_webhooks"),
    ]

    operations = [
        migrations.AddField(model_name="securelink", name="by_mistake", field=models.BooleanField(default=False)),
    ]
