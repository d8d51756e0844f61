"""Carries over what was said before there were steps: replies, withdrawals, and a docket for every request."""

from typing import Any

from django.db import migrations

KINDS = {"acknowledged": "acknowledged", "complied": "complied", "refused": "refused"}


def carry_over(apps: Any, schema_editor: object) -> None:  # noqa: ARG001  Django's signature
    requests = apps.get_model("requests", "CooperationRequest")
    for ask in requests.objects.order_by("pk").iterator():
        if ask.withdrawn_at and not ask.sent_at:
            ask.discarded_at = ask.withdrawn_at
            ask.save(update_fields=["discarded_at"])
        steps = _steps(apps, ask) if ask.sent_at else []
        _docket(apps, ask, steps)


def _steps(apps: Any, ask: Any) -> list[Any]:
    model = apps.get_model("requests", "Step")
    own = {"by": ask.sent_by.public_id, "by_name": ask.sent_by.name, "by_body": ask.asker_id}
    made = [model.objects.create(ask=ask, kind="sent", side="asker", at=ask.sent_at, **own)]
    for reply in apps.get_model("requests", "Reply").objects.filter(ask=ask).order_by("at", "pk"):
        step = model.objects.create(
            ask=ask,
            kind=KINDS[reply.kind],
            side="asked",
            at=reply.at,
            by_name=reply.by_name,
            by_post=reply.by_post,
            by_body=ask.asked_id,
            by_body_name=ask.asked_name,
            words=reply.what_will_be_done,
            instead=reply.instead,
            promised_on=reply.promised_on,
            form=reply.form,
        )
        apps.get_model("requests", "GroundOfRefusal").objects.filter(reply=reply).update(step=step)
        made.append(step)
    if ask.withdrawn_at:
        by = {"by": ask.withdrawn_by.public_id, "by_name": ask.withdrawn_by.name, "by_body": ask.asker_id}
        words = ask.withdrawn_why
        made.append(
            model.objects.create(ask=ask, kind="withdrawn", side="asker", at=ask.withdrawn_at, words=words, **by)
        )
    return made


def _docket(apps: Any, ask: Any, steps: list[Any]) -> None:
    kinds = [step.kind for step in steps]
    answer = next((step for step in steps if step.kind in {"complied", "refused"}), None)
    if not steps:
        status, waiting = ("discarded", "nobody") if ask.discarded_at else ("draft", "asker")
    elif answer:
        status, waiting = answer.kind, "asker"
    elif "withdrawn" in kinds:
        status, waiting = "withdrawn", "nobody"
    else:
        status, waiting = ("acknowledged" if "acknowledged" in kinds else "sent"), "asked"
    acknowledged = next((step for step in steps if step.kind == "acknowledged"), answer)
    clocks = [_clock(apps, ask)] if waiting == "asked" else []
    apps.get_model("requests", "Docket").objects.create(
        ask=ask,
        kind=ask.kind,
        status=status,
        waiting=waiting,
        asker_id=ask.asker_id,
        asked_id=ask.asked_id,
        asker_name=ask.asker_name,
        asked_name=ask.asked_name,
        made_by_id=ask.made_by_id,
        urgency="routine",
        sent_on=ask.law_on,
        acknowledged_on=acknowledged and acknowledged.at.date(),
        due_on=ask.needed_by if clocks else None,
        first_due_on=ask.needed_by if ask.sent_at else None,
        answered_on=answer and answer.at.date(),
        answer=answer.kind if answer else "",
        considered="not yet considered" if answer else "",
        promised_on=answer and answer.promised_on,
        ended_on=ask.withdrawn_at.date() if "withdrawn" in kinds else None,
        clocks=clocks,
        last_at=steps[-1].at if steps else ask.drafted_at,
    )


def _clock(apps: Any, ask: Any) -> dict[str, Any]:
    derivation = {
        "format": "concord.clock/1",
        "which": "answer",
        "start": "sent",
        "start_on": ask.law_on.isoformat(),
        "source": "asked",
        "says": "the day asked for",
        "due_on": ask.needed_by.isoformat(),
        "days": None,
        "ref": "",
        "passed_over": [],
        "pauses": [],
        "extended_from": None,
    }
    apps.get_model("requests", "Clock").objects.create(
        ask=ask, which="answer", due_on=ask.needed_by, derivation=derivation, set_at=ask.sent_at
    )
    return derivation


class Migration(migrations.Migration):
    dependencies = [("requests", "0002_steps_clocks_and_dockets")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
