from typing import TYPE_CHECKING

from django.db import migrations

from concord.audit import triggers

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def install(_apps: "Apps", schema_editor: "BaseDatabaseSchemaEditor") -> None:
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    # Where a later migration makes SQLite build one of these tables anew, the triggers go with the old table. They are
    # put back at the end of every `migrate` (see `apps`).
    dependencies = [("audit", "0001_record")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
