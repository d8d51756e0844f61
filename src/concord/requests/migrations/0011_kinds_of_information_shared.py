"""Which kinds of information a request holds, and whether a body warns or blocks where no agreement covers them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0010_function_in_words_encrypted")]

    operations = [
        migrations.AddField("cooperationrequest", "data_classes", models.JSONField(blank=True, default=list)),
        migrations.AddField("practice", "sharing", models.CharField(default="warn", max_length=8)),
    ]
