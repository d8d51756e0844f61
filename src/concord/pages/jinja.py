"""The template environment of every door: the GOV.UK macros, the form fields, and how days and instants are written."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from concord.pages import days, fields, steps


def environment(**options: Any) -> Environment:
    """Jinja2 as every page has it."""
    loader = options.pop("loader")
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(  # noqa: S701 (Django passes autoescape=True among the options)
        **options, loader=ChoiceLoader([loader, macros]), trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(static=static, url=url, field=fields.field, error_summary=fields.error_summary)
    made.filters.update(day=days.day, moment=days.moment, not_met=steps.not_met)
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of the page that a name stands for, with what the address is to hold."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
