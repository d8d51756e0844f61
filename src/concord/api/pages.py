"""The page at /api/ that lists every operation in Concord's own look, and the description for machines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.shortcuts import render

from concord.api.interface import ABOUT, description

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

EXAMPLES = {
    "authorities": "/api/v1/authorities?on=2015-04-01",
    "authority": "/api/v1/authorities/essex",
    "partners": "/api/v1/authorities/E10000012/partners?on=2016-05-01",
    "partner": "/api/v1/authorities/E10000012/partners/kind:gp-practice",
    "timeline": "/api/v1/authorities/E10000012/timeline?from=2022-01-01&to=2023-12-31",
    "duty": "/api/v1/duty?from=essex&to=police:essex&person=adult&function=CA2014.s9",
    "bodies": "/api/v1/bodies?q=essex",
    "body": "/api/v1/bodies/police:essex",
    "law": "/api/v1/law",
    "provision": "/api/v1/law/CA2014.s6(7)(a)",
    "register": "/api/v1/register",
    "checks": "/api/v1/register/checks",
    "changes": "/api/v1/register/changes?from=2022-07-01&to=2022-07-01",
}

DONE = frozenset({200, 201})
WHERE = {"path": "address", "query": "query string", "header": "header"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter of an operation."""

    name: str
    where: str
    required: bool
    says: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it. `example` is an address to follow; what needs a key has none."""

    id: str
    method: str
    path: str
    summary: str
    says: tuple[str, ...]
    asked: tuple[Asked, ...]
    given: str
    by_key: bool
    answers: str
    example: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The operations of one subject."""

    name: str
    operations: tuple[Operation, ...]


def listing(request: HttpRequest) -> HttpResponse:
    """Every operation, with what it asks and an example that can be followed."""
    return render(request, "api/listing.html", {"about": ABOUT.split("\n\n"), "subjects": subjects()})


def machine_readable(request: HttpRequest) -> HttpResponse:
    """The description in OpenAPI 3.1."""
    return JsonResponse(_description())


@cache
def _description() -> dict[str, Any]:
    return description()


@cache
def subjects() -> tuple[Subject, ...]:
    """The operations as the description has them, by subject."""
    grouped: dict[str, list[Operation]] = {}
    for path, methods in _description()["paths"].items():
        for method, told in methods.items():
            grouped.setdefault(told["tags"][0], []).append(_operation(method, path, told))
    return tuple(Subject(name, tuple(found)) for name, found in grouped.items())


def _operation(method: str, path: str, told: dict[str, Any]) -> Operation:
    done = next(answer for status, answer in told["responses"].items() if status in DONE)
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        says=tuple(" ".join(part.split()) for part in told["description"].split("\n\n")),
        asked=tuple(_asked(one) for one in told["parameters"]),
        given=_shape(told.get("requestBody", {})),
        by_key="security" in told,
        answers=_shape(done),
        example=EXAMPLES.get(told["operationId"], ""),
    )


def _shape(content: dict[str, Any]) -> str:
    """The name of the shape in which something is sent or answered; empty for a file, or nothing."""
    schema = content.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _asked(told: dict[str, Any]) -> Asked:
    return Asked(
        name=told["name"],
        where=WHERE[told["in"]],
        required=told["required"],
        says=told.get("description", ""),
        words=tuple(told["schema"].get("enum", ())),
    )
