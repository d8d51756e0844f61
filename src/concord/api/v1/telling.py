"""Writes what the register holds as plain values in the format `concord.register/1`; `holding` has the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.api.v1.holding import AnnouncedShown, SourceShown
from concord.statute.explain import body_json, fact_json, period_json

if TYPE_CHECKING:
    from concord.api.asked import Moment
    from concord.registry.queries import AnnouncedChange, BodyLine, BodyPage, Happening, RegisterStatus
    from concord.registry.rules import Check
    from concord.statute import Succession

FORMAT = "concord.register/1"


def heading(moment: Moment) -> dict[str, Any]:
    """What every answer about the register begins with."""
    return {"format": FORMAT, "known": moment.known.isoformat()}


def line_json(line: BodyLine) -> dict[str, Any]:
    """A body in a list."""
    return {
        "ref": line.ref,
        "name": line.name,
        "short_name": line.short_name,
        "kind": line.kind,
        "kind_name": line.kind_name,
        "region": line.region,
        "slug": line.slug,
        "exists": period_json(line.exists),
        "starts_announced": line.starts_announced,
        "ends_announced": line.ends_announced,
    }


def page_json(page: BodyPage) -> dict[str, Any]:
    """All that is known of a body."""
    return {
        "body": body_json(page.body),
        "kind_name": page.line.kind_name,
        "region": page.line.region,
        "names": [{"name": name.text, "period": period_json(name.period)} for name in page.body.names],
        "codes": [{"scheme": c.scheme, "code": c.code, "period": period_json(c.period)} for c in page.codes],
        "facts": [fact_json(fact) for fact in page.facts],
        "named": {ref: body.name for ref, body in sorted(page.bodies.items())},
        "before": [_succession(page, found) for found in page.before],
        "after": [_succession(page, found) for found in page.after],
        "shares": [
            {
                "authority": found.authority,
                "body": found.body,
                "small_areas": found.small_areas,
                "of": found.of,
                "share": str(found.share),
                "period": period_json(found.period),
            }
            for found in page.shares
        ],
        "prisons": [{"code": p.code, "name": p.name, "detail": p.detail} for p in page.prisons],
        "delivery_units": [{"code": p.code, "name": p.name, "detail": p.detail} for p in page.delivery_units],
        "announced": list(page.announced),
    }


def _succession(page: BodyPage, found: Succession) -> dict[str, Any]:
    return {
        "old": body_json(page.bodies[found.old]),
        "new": body_json(page.bodies[found.new]),
        "on": found.on.isoformat(),
        "how": found.how,
        "announced": found.announced,
    }


def status_json(status: RegisterStatus) -> dict[str, Any]:
    """What is loaded."""
    edition = status.edition
    return {
        "edition": edition
        and {
            "version": edition.version,
            "title": edition.title,
            "day": edition.day.isoformat(),
            "sha256": edition.sha256,
            "loaded_at": edition.loaded_at.isoformat(),
        },
        "bodies": status.bodies,
        "facts": status.facts,
        "settled_here": status.settled_here,
        "coverage": [
            {"kind": c.kind, "body_kinds": list(c.body_kinds), "period": period_json(c.period), "says": c.says}
            for c in status.coverage
        ],
        "sources": [{name: getattr(source, name) for name in SourceShown.model_fields} for source in status.sources],
        "bank_holidays_until": status.bank_holidays_until and status.bank_holidays_until.isoformat(),
    }


def check_json(check: Check) -> dict[str, Any]:
    """A check and what it found."""
    return {
        "id": check.id,
        "title": check.title,
        "why": check.why,
        "result": check.result,
        "found": list(check.found),
    }


def happening_json(happening: Happening) -> dict[str, Any]:
    """Something that changes on a day."""
    return {
        "on": happening.on.isoformat(),
        "says": happening.says,
        "bodies": list(happening.bodies),
        "announced": happening.announced,
    }


def announced_json(change: AnnouncedChange) -> dict[str, Any]:
    """A change that is announced."""
    found = {name: getattr(change, name) for name in AnnouncedShown.model_fields}
    return {**found, "on": change.on and change.on.isoformat(), "bodies": list(change.bodies)}
