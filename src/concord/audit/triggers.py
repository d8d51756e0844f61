"""The database's own refusal to change the record: on SQLite and PostgreSQL, put there by every `migrate`.

There is deliberately no function here that takes the triggers away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

SAYS = "the audit record is append-only"

SQLITE = {
    "audit_entry_keep": "BEFORE UPDATE ON audit_entry",
    "audit_entry_stay": "BEFORE DELETE ON audit_entry",
    # INSERT OR REPLACE takes the old row away without a word to the other two.
    "audit_entry_once": "BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq)",
    "audit_head_forward": "BEFORE UPDATE ON audit_head WHEN NEW.id <> OLD.id OR NEW.seq <= OLD.seq",
    "audit_head_stay": "BEFORE DELETE ON audit_head",
    "audit_head_once": "BEFORE INSERT ON audit_head WHEN EXISTS (SELECT 1 FROM audit_head)",
}
"""When each trigger refuses, by its name."""

_FUNCTION_BODY = f" BEGIN RAISE EXCEPTION '{SAYS}'; END "
POSTGRESQL_REFUSAL = f"""
    CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$"""

POSTGRESQL = {
    "audit_entry_keep": """
        CREATE OR REPLACE TRIGGER audit_entry_keep BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    "audit_entry_stay": """
        CREATE OR REPLACE TRIGGER audit_entry_stay BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    "audit_head_forward": """
        CREATE OR REPLACE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
        FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.seq <= OLD.seq) EXECUTE FUNCTION audit_refuse()""",
    "audit_head_stay": """
        CREATE OR REPLACE TRIGGER audit_head_stay BEFORE DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
}

ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
# Those that fire in an ordinary session ("R" is for replicas only, "D" never) and call a function that refuses.
ON_POSTGRESQL = """
    SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND prosrc = %s
    AND tgrelid IN (to_regclass('audit_entry'), to_regclass('audit_head'))"""


def statements(vendor: str) -> list[str]:
    """The statements that put the triggers in place; may be run again. Raises ValueError for another database."""
    if vendor == "sqlite":
        anew = ((f"DROP TRIGGER IF EXISTS {name}", _create(name)) for name in SQLITE)
        return [statement for pair in anew for statement in pair]
    if vendor == "postgresql":
        return [POSTGRESQL_REFUSAL, *POSTGRESQL.values()]
    raise ValueError(f"Concord keeps its record on SQLite or PostgreSQL; this database is {vendor}.")


def _create(name: str) -> str:
    return f"CREATE TRIGGER {name} {SQLITE[name]} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place on this database, in place of any others of their names."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that ought to be there and are not, or that no longer refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(ON_SQLITE)
            found = dict(cursor.fetchall())
            return sorted(name for name in SQLITE if found.get(name) != _create(name))
        cursor.execute(ON_POSTGRESQL, [_FUNCTION_BODY])
        return sorted(POSTGRESQL.keys() - {name for (name,) in cursor.fetchall()})
