"""A site of one page on which files are attached to a bed, wired as a door would: for tests of what doors share."""

from __future__ import annotations

from django import forms  # noqa: TID251 (a page to try uploads on)
from django.http import HttpResponse  # noqa: TID251
from django.template import engines
from django.template.backends.utils import csrf_input
from django.urls import path

from concord.base import clock
from concord.base.actor import Actor
from concord.config import urls as doors
from concord.files import queries
from concord.pages import uploads
from concord.pages.downloads import download
from concord.pages.filesfield import FilesField
from kit.allotment import BED, Allotment

OFFICER = Actor.signed_in("p1", "Jo Ward", body="gss:E1", roles=frozenset(), door="desk", correlation="c1")

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Attach files</title>
<link rel="icon" href="{{ static('concord/mark.svg') }}" type="image/svg+xml">
<link rel="stylesheet" href="{{ static('govuk/govuk-frontend.min.css') }}">
<link rel="stylesheet" href="{{ static('concord/concord.css') }}"></head>
<body class="govuk-template__body"><main class="govuk-width-container"><h1>Attach files</h1>{{ error_summary(form) }}
<form method="post" enctype="multipart/form-data">{{ csrf_input }}
{% from "components/upload.html" import upload %}{{ upload(form["files"], "/files") }}
<button class="govuk-button">Continue</button></form>
<ul id="there">
{% for file in files %}<li><a href="/files/{{ file.public_id }}/content">{{ file.name }}</a></li>{% endfor %}
</ul></main></body></html>"""


class Attach(forms.Form):
    """Files for a bed."""

    files = FilesField(label="Files", required=False)


def page(request):
    """The page; sent as a plain form, the files go with it."""
    form = Attach(request.POST or None, request.FILES or None) if request.method == "POST" else Attach()
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["files"]:
            Allotment(OFFICER).keep(file.chunks, file.name, at=clock.now())
        form = Attach()
    context = {"form": form, "files": queries.files_about(OFFICER, *BED), "csrf_input": csrf_input(request)}
    return HttpResponse(engines["jinja2"].from_string(PAGE).render(context))


def wiring():
    """What a door gives."""
    room = Allotment(OFFICER)
    return uploads.Wiring(
        actor=OFFICER,
        about=BED,
        url="/files",
        begin=lambda name, size: room.begin(name, size, at=clock.now()),
        finish=lambda file: room.finish(file, at=clock.now()),
        remove=lambda file: room.remove(file, at=clock.now()),
    )


def content(request, public_id):
    """A file to save."""
    file = queries.file_of(OFFICER, public_id, about=BED)
    return download(file, queries.open_file(OFFICER, file))


urlpatterns = [
    path("", page),
    path("files", lambda request: uploads.begin(request, wiring())),
    path("files/<public_id>", lambda request, public_id: uploads.one(request, wiring(), public_id)),
    path("files/<public_id>/content", content),
    *doors.urlpatterns,
]
