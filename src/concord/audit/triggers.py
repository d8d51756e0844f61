"""The database's own refusal to change the record: on SQLite and PostgreSQL, put there by a migration.

There is deliberately no function here that takes the triggers away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

SAYS = "the audit record is append-only"

SQLITE = {
    "audit_entry_keep": f"""
        CREATE TRIGGER IF NOT EXISTS audit_entry_keep BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END""",
    "audit_entry_stay": f"""
        CREATE TRIGGER IF NOT EXISTS audit_entry_stay BEFORE DELETE ON audit_entry
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END""",
    "audit_head_forward": f"""
        CREATE TRIGGER IF NOT EXISTS audit_head_forward BEFORE UPDATE ON audit_head
        WHEN NEW.id <> OLD.id OR NEW.seq <= OLD.seq
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END""",
    "audit_head_stay": f"""
        CREATE TRIGGER IF NOT EXISTS audit_head_stay BEFORE DELETE ON audit_head
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END""",
}

POSTGRESQL_REFUSAL = f"""
    CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"""

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

PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'
        AND tgrelid IN (to_regclass('audit_entry'), to_regclass('audit_head'))""",
}


def statements(vendor: str) -> list[str]:
    """The statements that put the triggers in place; may be run again. Raises ValueError for another database."""
    if vendor == "sqlite":
        return list(SQLITE.values())
    if vendor == "postgresql":
        return [POSTGRESQL_REFUSAL, *POSTGRESQL.values()]
    raise ValueError(f"Concord keeps its record on SQLite or PostgreSQL; this database is {vendor}.")


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place on this database."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that ought to be there and are not, or are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return sorted((SQLITE if connection.vendor == "sqlite" else POSTGRESQL).keys() - present)
