"""The addresses of agreements at the desk."""

from __future__ import annotations

from django.urls import path

from concord.web.agreements import agreeing, beginning, clauses, keeping, page, parties, register, writing

app_name = "agreements"
_ONE = "agreements/<str:public_id>"
_PARTY = f"{_ONE}/parties/<str:party>"
urlpatterns = [
    path("agreements", register.register, name="register"),
    path("agreements/begin", beginning.begin, name="begin"),
    path("agreements/begin/title", beginning.begin_title, name="begin-title"),
    path(_ONE, page.page, name="page"),
    path(f"{_ONE}/versions/<int:number>", page.version, name="version"),
    path(f"{_ONE}/record", page.record, name="record"),
    path(f"{_ONE}/pdf", page.pdf, name="pdf"),
    path(f"{_ONE}/write", writing.write, name="write"),
    path(f"{_ONE}/kind", writing.kind, name="kind"),
    path(f"{_ONE}/about", writing.about, name="about"),
    path(f"{_ONE}/covers", writing.covers, name="covers"),
    path(f"{_ONE}/days", writing.days, name="days"),
    path(f"{_ONE}/approval", writing.approval, name="approval"),
    path(f"{_ONE}/discard", writing.discard, name="discard"),
    path(f"{_ONE}/clauses", clauses.clauses, name="clauses"),
    path(f"{_ONE}/clauses/add", clauses.add_clause, name="add-clause"),
    path(f"{_ONE}/clauses/<int:place>", clauses.edit_clause, name="edit-clause"),
    path(f"{_ONE}/clauses/<int:place>/remove", clauses.remove_clause, name="remove-clause"),
    path(f"{_ONE}/parties", parties.parties, name="parties"),
    path(f"{_ONE}/parties/add", parties.add_party, name="add-party"),
    path(_PARTY, parties.change_party, name="change-party"),
    path(f"{_PARTY}/remove", parties.remove_party, name="remove-party"),
    path(f"{_PARTY}/novate", keeping.novate, name="novate"),
    path(f"{_PARTY}/leave", keeping.leave, name="leave"),
    path(f"{_ONE}/share", agreeing.share, name="share"),
    path(f"{_ONE}/answer-comments", agreeing.answer_comments, name="answer-comments"),
    path(f"{_ONE}/comment", agreeing.comment, name="comment"),
    path(f"{_ONE}/sign", agreeing.sign, name="sign"),
    path(f"{_ONE}/record-signature", agreeing.record_signature, name="record-signature"),
    path(f"{_ONE}/new-version", agreeing.new_version, name="new-version"),
    path(f"{_ONE}/run-unsigned", keeping.run_unsigned, name="run-unsigned"),
    path(f"{_ONE}/rely-on", keeping.rely_on, name="rely-on"),
    path(f"{_ONE}/begin-review", keeping.begin_review, name="begin-review"),
    path(f"{_ONE}/record-review", keeping.record_review, name="record-review"),
    path(f"{_ONE}/end", keeping.end, name="end"),
    path(f"{_ONE}/publish", keeping.publish, name="publish"),
    path(f"{_ONE}/unpublish", keeping.unpublish, name="unpublish"),
]
