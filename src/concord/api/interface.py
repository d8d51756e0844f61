"""The API as one thing: its subjects, its errors, its description in OpenAPI 3.1. Importing this loads django-ninja."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from concord.api.parsing import WholeSigns
from concord.api.refusals import register_refusals
from concord.api.v1 import authorities, bodies, contacts, duty, law, register
from concord.api.v1.agreements import agreeing, bringing, handing, keeping, looking, writing
from concord.api.v1.agreements import attaching as documents
from concord.api.v1.agreements import reading as agreements_read
from concord.api.v1.agreements import routes as agreements
from concord.api.v1.arrangements import changing as arrangements_changed
from concord.api.v1.arrangements import reading as arrangements
from concord.api.v1.requests import asking, attaching, beforehand, by_asked, by_asker, counting, reading, routes

PREFIX = "/api/v1/"
ABOUT = """\
Which bodies must co-operate with a council on a day, by which provision and fact, and whether a request under \
section 7 of the Care Act 2014 binds its addressee. This part is public and read-only; no sign-in.

Requests for co-operation: a body's own systems make and send them, answer them and watch them, with a key that a \
manager of the body makes. The same key reads and keeps the body's agreements, the arrangements inside it, and the \
contacts of bodies. What a key may see and do is what the person who made it may, for that body.

The law answers yes, no, unknown (the register is incomplete for that fact) or arguable (lawyers can differ, and both \
readings are given). Every answer carries the steps that it was drawn from, down to the provision and the fact. It is \
not legal advice.\
"""

api = NinjaAPI(
    title="Concord",
    version="1",
    description=ABOUT,
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    parser=WholeSigns(),
    openapi_extra={
        "info": {"license": {"name": "MIT", "identifier": "MIT"}},
        "externalDocs": {"description": "The answers in prose", "url": "/api/"},
    },
)
register_refusals(api)
api.add_router("authorities", authorities.router)
api.add_router("duty", duty.router)
api.add_router("bodies", bodies.router)
api.add_router("law", law.router)
api.add_router("register", register.router)
api.add_router("requests", routes.beforehand)
api.add_router("requests", routes.router)
api.add_router("figures", counting.router)
api.add_router("agreements", agreements.whole)
api.add_router("agreements", agreements.router)
api.add_router("arrangements", arrangements.router)
api.add_router("contacts", contacts.router)
REQUESTS = (reading, beforehand, asking, attaching, by_asker, by_asked)
"""The modules whose operations stand at the two routers of requests."""
AGREEMENTS = (agreements_read, looking, bringing, writing, agreeing, keeping, handing, documents)
"""The modules whose operations stand at the two routers of agreements."""
ARRANGEMENTS = (arrangements, arrangements_changed)
"""The modules whose operations stand at the router of arrangements."""


def description() -> dict[str, Any]:
    """The whole API in OpenAPI 3.1, as plain values."""
    found = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for methods in found["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                # What may be left out has no default that could be written in an address.
                parameter["schema"].pop("default", None)
    return found
