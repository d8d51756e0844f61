"""Form fields and error summaries in the GOV.UK look: `{{ field(form["name"]) }}` in a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from jinja2 import pass_environment
from markupsafe import Markup

from concord.pages.dayfield import DayInput, Parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BaseForm, BoundField
    from jinja2 import Environment

Params = dict[str, Any]

# Django would have the browser cut what is pasted; a sentence says instead that it is too long.
_CUTTING = {"maxlength", "minlength"}
# Attributes of a widget that have their own place among a macro's parameters; every other goes to `attributes`.
_NAMED = {"autocomplete", "inputmode", "spellcheck", "pattern", "autocapitalize", "rows"}

# The macros open what a choice reveals by script, and with `aria-expanded` on a radio button, which is no valid ARIA.
# Our style sheet opens it instead, with no script at all.
_OPENS_BY_SCRIPT = re.compile(r' data-aria-controls="[^"]*"| govuk-(?:radios|checkboxes)__conditional--hidden')


@pass_environment
def field(
    environment: Environment,
    bound: BoundField,
    *,
    heading: bool = False,
    classes: str = "",
    hints: Mapping[str, str] | None = None,
    reveals: Mapping[str, str] | None = None,
) -> Markup:
    """A field of a form with its label, hint and error.

    `heading` makes its label the page's heading. `hints` and `reveals` go by the value of a choice: a line under it,
    and what it opens (Markup, such as another `field(…)`). The value of a single box to tick is “on”.
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return Markup(bound.as_widget())  # noqa: S704 (Django escapes what it renders)
    component, macro, own = _component(bound, hints or {}, reveals or {}, heading=heading)
    params = _shared(bound, classes) | own
    module = environment.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
    rendered = str(getattr(module, macro)(params))
    return Markup(_OPENS_BY_SCRIPT.sub("", rendered) if reveals else rendered)  # noqa: S704 (the macro escapes)


@pass_environment
def error_summary(environment: Environment, *forms: BaseForm | None) -> Markup:
    """What is wrong with the forms of a page, each line leading to its field; nothing where nothing is wrong."""
    listed = [
        {"text": _naming(str(message), form[name]), "href": f"#{_first_id(form[name])}"}
        if name != NON_FIELD_ERRORS
        else {"text": message}
        for form in forms
        if form is not None
        for name in (*form.fields, NON_FIELD_ERRORS)  # as they stand on the page, whichever check found them
        for message in form.errors.get(name, ())
    ]
    if not listed:
        return Markup()
    module = environment.get_template("govuk_frontend_jinja/components/error-summary/macro.html").module
    rendered: Markup = module.govukErrorSummary({"titleText": "There is a problem", "errorList": listed})  # type: ignore[attr-defined]
    return rendered


def _naming(message: str, bound: BoundField) -> str:
    """A complaint as it stands away from its field: what it calls “this” is named."""
    name = f"“{str(bound.label).removesuffix(' (optional)')}”"
    return message.replace("Shorten this ", f"Shorten {name} ").replace(" with this text", f" with {name}")


def _shared(bound: BoundField, classes: str) -> Params:
    """What every component takes."""
    attrs = dict(bound.field.widget.attrs)
    styles = " ".join(filter(None, (attrs.pop("class", ""), classes)))
    params: Params = {
        "id": bound.auto_id or bound.html_name,
        "idPrefix": bound.auto_id or bound.html_name,
        "name": bound.html_name,
        "attributes": {key: value for key, value in attrs.items() if key not in _NAMED | _CUTTING},
        **{key: value for key, value in attrs.items() if key in _NAMED},
    }
    if styles:
        params["classes"] = styles
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(map(str, bound.errors))}
    return params


def _component(
    bound: BoundField, hints: Mapping[str, str], reveals: Mapping[str, str], *, heading: bool
) -> tuple[str, str, Params]:
    """The component's folder, its macro, and what this one alone takes."""
    widget = bound.field.widget
    legend: Params = {"fieldset": {"legend": _name(bound, "govuk-fieldset__legend", heading=heading)}}
    label: Params = {"label": _name(bound, "govuk-label", heading=heading), "value": _text(bound)}
    choices = _choices(bound, hints, reveals)
    found: tuple[str, str, Params]
    match widget:
        case DayInput():
            found = ("date-input", "govukDateInput", {**legend, "items": _boxes(bound)})
        case forms.CheckboxSelectMultiple():
            values = [str(value) for value in bound.value() or ()]
            found = ("checkboxes", "govukCheckboxes", {**legend, "items": choices, "values": values})
        case forms.RadioSelect():
            found = ("radios", "govukRadios", {**legend, "items": choices, "value": _text(bound)})
        case forms.CheckboxInput():
            found = ("checkboxes", "govukCheckboxes", {"items": [_tick(bound, reveals)], "hint": None})
        case forms.Select():
            found = ("select", "govukSelect", {**label, "items": choices})
        case forms.Textarea():
            found = ("textarea", "govukTextarea", label)
            if longest := getattr(bound.field, "max_length", None):
                found = ("character-count", "govukCharacterCount", {**label, "maxlength": longest})
        case forms.PasswordInput():
            found = ("password-input", "govukPasswordInput", {"label": label["label"]})
        case forms.FileInput():
            many = getattr(widget, "allow_multiple_selected", False)
            found = ("file-upload", "govukFileUpload", {"label": label["label"], "multiple": many})
        case _:
            found = ("input", "govukInput", {**label, "type": getattr(widget, "input_type", "text")})
    return found


def _text(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _name(bound: BoundField, style: str, *, heading: bool) -> Params:
    """The label or legend, small and bold, or as large as a page's heading."""
    return {"text": bound.label, "classes": f"{style}--{'l' if heading else 's'}", "isPageHeading": heading}


def _tick(bound: BoundField, reveals: Mapping[str, str]) -> Params:
    """The one box of a yes or no, whose label is the field's own."""
    item: Params = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = {"text": bound.help_text}
    if opened := reveals.get("on"):
        item["conditional"] = {"html": opened}
    return item


def _choices(bound: BoundField, hints: Mapping[str, str], reveals: Mapping[str, str]) -> list[Params]:
    """The choices of a field in one list; the groups of a select are shown without their names."""
    found: list[Params] = []
    for value, text in getattr(bound.field, "choices", ()):
        options = text if isinstance(text, list | tuple) else [(value, text)]
        for key, words in options:
            item: Params = {"value": str(key), "text": str(words)}
            if hint := hints.get(str(key)):
                item["hint"] = {"text": hint}
            if opened := reveals.get(str(key)):
                item["conditional"] = {"html": opened}
            found.append(item)
    return found


def _boxes(bound: BoundField) -> list[Params]:
    """The three boxes of a day, the wrong one marked (all of them where the day as a whole is missing)."""
    codes = _codes(bound)
    whole = bool(bound.errors) and not codes & set(Parts._fields)
    typed = Parts.of(bound.value())._asdict()
    return [
        {
            "name": f"{bound.html_name}-{part}",
            "id": f"{bound.auto_id}-{part}",
            "label": part.capitalize(),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if whole or part in codes else ""),
            "value": value,
        }
        for part, value in typed.items()
    ]


def _codes(bound: BoundField) -> set[str]:
    return {error.code or "" for error in bound.form.errors.as_data().get(bound.name, ())}


def _first_id(bound: BoundField) -> str:
    """Where the error summary leads: the field, or the box of a day that is wrong."""
    if isinstance(bound.field.widget, DayInput):
        wrong = [part for part in Parts._fields if part in _codes(bound)]
        return f"{bound.auto_id}-{(wrong or ['day'])[0]}"
    return bound.auto_id or bound.html_name
