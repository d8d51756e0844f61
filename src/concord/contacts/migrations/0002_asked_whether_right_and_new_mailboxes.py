from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_contacts_of_bodies"),
        ("registry", "0002_other_bodies_and_boards"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="contact",
            name="contact_doubt_has_a_reason",
        ),
        migrations.AddField(
            model_name="contact",
            name="asked",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="contact",
            name="asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("doubtful_since__isnull", True), ("doubtful_why", "")),
                    models.Q(
                        ("doubtful_since__isnull", False), ("doubtful_why__in", ["bounce", "silence", "told", "new"])
                    ),
                    _connector="OR",
                ),
                name="contact_doubt_has_a_reason",
            ),
        ),
    ]
