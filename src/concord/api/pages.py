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
    """An operation as the page shows it."""

    id: str
    path: str
    summary: str
    says: tuple[str, ...]
    asked: tuple[Asked, ...]
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
        told = methods["get"]
        grouped.setdefault(told["tags"][0], []).append(_operation(path, told))
    return tuple(Subject(name, tuple(found)) for name, found in grouped.items())


def _operation(path: str, told: dict[str, Any]) -> Operation:
    shape = told["responses"][200]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return Operation(
        id=told["operationId"],
        path=path,
        summary=told["summary"],
        says=tuple(" ".join(part.split()) for part in told["description"].split("\n\n")),
        asked=tuple(_asked(one) for one in told["parameters"]),
        answers=shape,
        example=EXAMPLES[told["operationId"]],
    )


def _asked(told: dict[str, Any]) -> Asked:
    return Asked(
        name=told["name"],
        where="address" if told["in"] == "path" else "query string",
        required=told["required"],
        says=told.get("description", ""),
        words=tuple(told["schema"].get("enum", ())),
    )
