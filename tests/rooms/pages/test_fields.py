"""Form fields in the GOV.UK look: which component, with which label, hint and error."""

from __future__ import annotations

import pytest
from django import forms  # noqa: TID251 (a form to try the fields in)
from django.template import engines
from lxml import html

from concord.pages.dayfield import DayField

CHOICES = [("a", "Against its own duties"), ("b", "An adverse effect")]


class Everything(forms.Form):
    name = forms.CharField(label="Your <name>", help_text="As in letters", max_length=10)
    mail = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    on = DayField(label="On what day?", subject="The day")
    ground = forms.ChoiceField(label="Ground", choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(label="Many", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(label="I agree", help_text="to this")
    body = forms.ChoiceField(label="Body", choices=[("", "Choose"), ("Group", CHOICES)])
    reasons = forms.CharField(label="Reasons", widget=forms.Textarea, max_length=200)
    free = forms.CharField(label="Anything else", widget=forms.Textarea)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    paper = forms.FileField(label="Paper")
    token = forms.CharField(widget=forms.HiddenInput)


def shown(template, **context):
    return html.fromstring("<div>" + engines["jinja2"].from_string(template).render(context) + "</div>")


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("name", "govuk-input"),
        ("mail", "govuk-input"),
        ("on", "govuk-date-input"),
        ("ground", "govuk-radios"),
        ("many", "govuk-checkboxes"),
        ("agree", "govuk-checkboxes"),
        ("body", "govuk-select"),
        ("reasons", "govuk-character-count"),
        ("free", "govuk-textarea"),
        ("password", "govuk-password-input"),
        ("paper", "govuk-file-upload"),
    ],
)
def test_a_field_is_its_component_with_its_error_described(name, style):
    found = shown("{{ field(form[name]) }}", form=Everything({}), name=name)
    assert found.find_class(style)
    (error,) = found.find_class("govuk-error-message")
    describing = " ".join(found.xpath("//@aria-describedby"))
    assert error.get("id") in describing


def test_what_was_typed_is_shown_again_and_escaped():
    typed = {"name": '"><script>', "ground": "b", "many": ["a"], "body": "b", "agree": "on", "on-day": "<1>"}
    form = Everything(typed)
    assert shown("{{ field(form['name']) }}", form=form).xpath("//input/@value") == ['"><script>']
    assert shown("{{ field(form['ground']) }}", form=form).xpath("//input[@checked]/@value") == ["b"]
    assert shown("{{ field(form['many']) }}", form=form).xpath("//input[@checked]/@value") == ["a"]
    assert shown("{{ field(form['body']) }}", form=form).xpath("//option[@selected]/@value") == ["b"]
    assert shown("{{ field(form['agree']) }}", form=form).xpath("//input[@checked]")
    assert shown("{{ field(form['on']) }}", form=form).xpath("//input/@value") == ["<1>", "", ""]
    assert not shown("{{ field(form['name']) }}", form=form).xpath("//script")


def test_a_password_is_never_shown_again():
    assert not shown("{{ field(form['password']) }}", form=Everything({"password": "secret"})).xpath("//@value")


def test_the_browser_cuts_nothing_that_is_pasted():
    assert not shown("{{ field(form['name']) }}{{ field(form['reasons']) }}", form=Everything()).xpath("//@maxlength")


def test_only_the_wrong_box_of_a_day_is_marked():
    form = Everything({"on-day": "1", "on-month": "13", "on-year": "2016"})
    assert [box.get("id") for box in shown("{{ field(form['on']) }}", form=form).find_class("govuk-input--error")] == [
        "id_on-month"
    ]


def test_the_summary_leads_to_fields_that_are_on_the_page():
    form = Everything({"on-day": "1", "on-month": "13", "on-year": "2016"})
    page = "{{ error_summary(form) }}{% for bound in form %}{{ field(bound) }}{% endfor %}"
    found = shown(page, form=form)
    links = found.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    assert "#id_on-month" in links
    hidden = "#id_token"
    assert [link for link in links if link != hidden and not found.xpath(f"//*[@id='{link[1:]}']")] == []


def test_an_error_of_the_whole_form_is_told_without_a_link():
    form = Everything({})
    form.add_error(None, "Somebody else has answered.")
    summary = shown("{{ error_summary(form) }}", form=form)
    assert "Somebody else has answered." in summary.text_content()
    assert not shown("{{ error_summary(form) }}", form=Everything()).text_content()


def test_a_choice_may_have_a_hint_and_open_more_without_a_script():
    template = "{{ field(form['ground'], hints={'a': 'Section 7(3)(a)'}, reveals={'b': '<p>more</p>'|safe}) }}"
    found = shown(template, form=Everything())
    assert "Section 7(3)(a)" in found.text_content()
    assert found.xpath("//p[text()='more']")
    assert not found.xpath("//@data-aria-controls")
    assert not found.find_class("govuk-radios__conditional--hidden")


def test_a_label_can_be_the_heading_of_the_page():
    assert shown("{{ field(form['name'], heading=True) }}", form=Everything()).xpath("//h1//label")
    assert shown("{{ field(form['ground'], heading=True) }}", form=Everything()).xpath("//legend//h1")


def test_a_box_to_tick_can_open_more_without_a_script():
    found = shown("{{ field(form['agree'], reveals={'on': field(form['reasons'])}) }}", form=Everything())
    assert found.xpath("//*[contains(@class, 'govuk-checkboxes__conditional')]//textarea")
    assert not found.xpath("//@data-aria-controls")
    assert found.xpath("//label[normalize-space()='I agree']")


def test_one_summary_tells_what_is_wrong_with_all_forms_of_a_page():
    found = shown("{{ error_summary(one, none, two) }}", one=Everything({}), two=Everything({}, prefix="other"))
    links = found.xpath("//a/@href")
    assert "#id_name" in links
    assert "#id_other-name" in links
