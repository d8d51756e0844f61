from typing import TYPE_CHECKING

from django.db import migrations

from concord.search import tables

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def install(_apps: "Apps", schema_editor: "BaseDatabaseSchemaEditor") -> None:
    tables.install(schema_editor.connection)


class Migration(migrations.Migration):
    # Where a later migration makes SQLite build the table anew, its triggers go with the old one. They are put back at
    # the end of every `migrate` (see `apps`).
    dependencies = [("search", "0001_index")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
