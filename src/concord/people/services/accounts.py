"""Every change to persons and their roles, and signing in and out, which the record keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.people.events import Event
from concord.people.models import Membership, Person
from concord.people.roles import Role
from concord.registry.models import Body

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor


@operation(Event.ADD)
def add_person(actor: Actor, *, name: str, email: str, post: str = "", invented: bool = False) -> Done[Person]:
    """Add a person who will sign in, without any role yet and without a password.

    Raises Invalid (field "name" or "email") for what is no name or no address, and Conflict where the address is taken.
    """
    name, email = " ".join(name.split()), email.strip().lower()
    if not name:
        raise Invalid("Give the person's name.", field="name")
    address(email, field="email")
    if Person.objects.filter(email__iexact=email).exists():
        raise Conflict(f"There is a person with the address {email} already. Use that one.", field="email")
    person = Person(name=name, email=email, post=post, demonstration=invented)
    person.set_unusable_password()
    person.save(force_insert=True)
    return Done(person, subject=person, facts={"email": email, "demonstration": invented})


@operation(Event.GIVE_ROLE)
def give_role(actor: Actor, person: Person, *, body: str, role: str, starts: date) -> Done[Membership]:
    """Give a person a role in a body (by reference) from a day on.

    Raises Invalid for an unknown role or body, and Conflict where the person holds that role there already.
    """
    if role not in set(Role):
        raise Invalid(f"“{role}” is no role. Use one of: {', '.join(Role)}.", field="role")
    held = Membership.objects.filter(person=person, body_id=body, role=role)
    if held.filter(ends__isnull=True).exists() or held.filter(ends__gt=starts).exists():
        raise Conflict(f"{person.name} holds the role {role} in {body} already.", field="role")
    membership = Membership.objects.create(person=person, body=body_called(body), role=role, starts=starts)
    return Done(membership, subject=person, facts={"in_body": body, "role": role, "starts": starts})


@operation(Event.END_ROLE)
def end_role(actor: Actor, person: Person, *, body: str, role: str, ends: date) -> Done[Membership]:
    """End a role; `ends` is the first day without it. Raises Conflict where it is not held, Invalid for too early."""
    membership = Membership.objects.filter(person=person, body_id=body, role=role, ends__isnull=True).first()
    if membership is None:
        raise Conflict(f"{person.name} does not hold the role {role} in {body}.", field="role")
    if ends <= membership.starts:
        raise Invalid(f"The role began on {membership.starts}. Give a later day for its end.", field="ends")
    membership.ends = ends
    membership.save(update_fields=["ends"])
    return Done(membership, subject=person, facts={"in_body": body, "role": role, "ends": ends})


@operation(Event.SIGN_IN)
def sign_in(actor: Actor, person: Person) -> Done[Person]:
    """Record that a person signs in; the door then opens the session. The actor is that person (`actor_for`)."""
    return Done(person, facts={"way": "demonstration" if person.demonstration else "account"})


@operation(Event.SIGN_OUT)
def sign_out(actor: Actor, person: Person) -> Done[None]:
    """Record that a person signs out; the door then ends the session."""
    return Done(None)


def address(text: str, *, field: str) -> str:
    """An e-mail address as typed, without blanks around it. Raises Invalid (at the field) for what is none."""
    try:
        validate_email(text.strip())
    except ValidationError:
        raise Invalid("Give an e-mail address such as name@council.example.", field=field) from None
    return text.strip()


def body_called(ref: str) -> Body:
    """The body of a reference. Raises Invalid (field "body") for one that the register does not hold."""
    body = Body.objects.filter(ref=ref).first()
    if body is None:
        raise Invalid(
            f"The register holds no body {ref}. Load it first with “concord register load”, or check the code.",
            field="body",
        )
    return body
