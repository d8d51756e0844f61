"""The addresses of asking. They belong to the names of `requests`."""

from __future__ import annotations

from django.urls import path

from concord.web.requests.asking import attaching, checking, letters, overview, pages, together, whom

urlpatterns = [
    path("requests/new", whom.begin, name="begin"),
    path("requests/new/organisation", whom.add_body, name="add-body"),
    path("requests/<slug:public_id>/draft", overview.overview, name="overview"),
    path("requests/<slug:public_id>/whom", whom.readdress, name="readdress"),
    path("requests/<slug:public_id>/help", pages.help_, name="help"),
    path("requests/<slug:public_id>/person", pages.person, name="person"),
    path("requests/<slug:public_id>/function", pages.function, name="function"),
    path("requests/<slug:public_id>/conditions", pages.conditions, name="conditions"),
    path("requests/<slug:public_id>/what", pages.what, name="what"),
    path("requests/<slug:public_id>/when", pages.when, name="when"),
    path("requests/<slug:public_id>/wishes", pages.wishes, name="wishes"),
    path("requests/<slug:public_id>/sharing", pages.sharing, name="sharing"),
    path("requests/<slug:public_id>/attachments", attaching.files, name="files"),
    path("requests/<slug:public_id>/contacts", pages.contacts, name="contacts"),
    path("requests/<slug:public_id>/others", together.others, name="others"),
    path("requests/<slug:public_id>/check", checking.check, name="check"),
    path("requests/<slug:public_id>/send-all", checking.send_all, name="send-all"),
    path("requests/<slug:public_id>/hand-over", checking.hand_over, name="hand-over"),
    path("requests/<slug:public_id>/letter", letters.letter, name="letter"),
    path("requests/<slug:public_id>/letter.pdf", letters.letter_pdf, name="letter-pdf"),
]
