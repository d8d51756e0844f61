"""`concord keys check | renew`: afterwards the older key can be dropped, and everything is read and found as before."""

from __future__ import annotations

import pytest

from concord.access import renewal
from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.cli import keys
from concord.cli.main import main
from concord.files import renewal as files_renewal
from concord.files.models import StoredFile
from concord.requests.models import CooperationRequest
from kit import given
from kit.attaching_given import attached
from kit.lists_given import shelf

NEXT_KEY = "c2VlZHMgc293biBpbiBzcHJpbmcgYXJlIHVwIHNvb24="


@pytest.fixture
def officer(db, tmp_path, settings):
    settings.FILES = tmp_path / "files"
    given.westshire(tmp_path / "edition")
    return given.acting(given.a_person())


@pytest.fixture
def ask(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return given.a_request(officer, what="A ramp for the front door.")


@pytest.fixture
def new_key(settings):
    def put_in_front():
        settings.ENCRYPTION_KEYS = [NEXT_KEY, *settings.ENCRYPTION_KEYS]

    return put_in_front


def last_entry():
    return Entry.objects.latest("seq")


def test_an_older_key_can_be_dropped_once_it_is_said_so(ask, officer, new_key, settings, capsys):
    (old,) = settings.ENCRYPTION_KEYS
    new_key()
    assert main(["keys", "check"]) == 0
    said = capsys.readouterr().out
    assert "Key 2 is needed. First run “concord keys renew” and “concord search rebuild”." in said
    assert main(["keys", "renew"]) == 0
    assert "run “concord search rebuild”" in capsys.readouterr().out
    assert main(["keys", "check"]) == 0
    assert "Key 2 is needed. First run “concord search rebuild”." in capsys.readouterr().out
    assert main(["search", "rebuild"]) == 0
    capsys.readouterr()
    assert main(["keys", "check"]) == 0
    said = capsys.readouterr().out
    assert "  key 2: 0 texts, 0 files\nKey 2 may be dropped.\n" in said
    assert old not in said
    assert NEXT_KEY not in said
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    assert CooperationRequest.objects.get(pk=ask.pk).what == "A ramp for the front door."
    assert shelf(officer, q="ramp") == [ask.public_id]
    assert main(["keys", "check"]) == 0
    assert "There is no older key to drop." in capsys.readouterr().out


def test_it_is_recorded_once_as_numbers_and_the_record_holds(ask, new_key, capsys):
    new_key()
    before = last_entry().seq
    assert main(["keys", "renew"]) == 0
    count = int(capsys.readouterr().out.removeprefix("Renewed: ").split()[0])
    entry = last_entry()
    assert entry.seq == before + 1
    assert count > 1
    assert entry.facts == {"texts": count, "files": 0, "lost": 0, "left": 0, "whole": True}
    assert (entry.event, entry.subject, entry.actor_name) == ("keys:renew", "encryption", "concord keys renew")
    says = audit.sentence(entry.event, who="It", subject=entry.subject, body="", facts=entry.facts)
    assert says == (
        f"It brought {count} texts and 0 files under the newest key; 0 could not be read, 0 were left for another time;"
        " done to the end: yes."
    )
    assert audit.verify().ok


def test_what_no_key_reads_is_named_and_the_status_says_so(ask, settings, capsys):
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    for command in ("check", "renew"):
        assert main(["keys", command]) == 1
        said = capsys.readouterr().out
        assert "NOT TO BE READ by any key in the setting" in said
        assert f"requests_cooperationrequest.what, id {ask.pk}" in said
        assert "ramp" not in said
    assert main(["keys", "check"]) == 1
    assert "Search was made with a key that is no longer in the setting" in capsys.readouterr().out


def test_of_very_many_that_no_key_reads_the_first_are_named(ask, settings, monkeypatch, capsys):
    monkeypatch.setattr(keys, "MOST_NAMED", 1)
    settings.ENCRYPTION_KEYS = [NEXT_KEY]
    assert main(["keys", "check"]) == 1
    said = capsys.readouterr().out
    assert said.count(", id ") == 1
    assert " more\n" in said


def test_stopped_it_says_how_far_it_came_and_is_recorded(ask, new_key, monkeypatch, capsys):
    new_key()

    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files_renewal, "renew", stop)
        assert main(["keys", "renew"]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("Stopped. Renewed so far: ")
    assert said.err == "concord: Stopped.\n"
    assert last_entry().facts["whole"] is False
    assert main(["keys", "renew"]) == 0
    assert capsys.readouterr().out.startswith("Renewed: 0 texts and 0 files")


def test_a_long_one_says_how_far_it_is(ask, new_key, monkeypatch, capsys):
    new_key()
    monkeypatch.setattr(keys, "QUIET_SECONDS", 0)
    monkeypatch.setattr(renewal, "BATCH", 1)
    assert main(["keys", "renew"]) == 0
    total = renewal.count_rows()
    told = capsys.readouterr().err.splitlines()
    assert len(told) == total
    assert told[-1] == f"  {total} of {total} rows"


def test_files_are_counted_and_renewed_too(officer, new_key, capsys, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        attached(officer, given.a_draft(officer))
    new_key()
    assert main(["keys", "renew"]) == 0
    assert " and 1 file are under the newest key now" in capsys.readouterr().out
    assert StoredFile.objects.count() == 1


def test_a_file_that_is_gone_lets_no_key_be_dropped(
    officer, new_key, settings, capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        attached(officer, given.a_draft(officer))
    for path in settings.FILES.glob("??/??/*"):
        path.unlink()
    new_key()
    assert main(["keys", "check"]) == 1
    said = capsys.readouterr().out
    assert "(not there, or not what was put there)" in said
    assert "Drop none before they can." in said
    assert "may be dropped" not in said


def test_a_setting_that_is_no_key_is_one_sentence(db, settings, capsys):
    settings.ENCRYPTION_KEYS = ["no key"]
    for command in ("check", "renew"):
        assert main(["keys", command]) == 2
        assert "CONCORD_ENCRYPTION_KEYS holds something that is no Fernet key" in capsys.readouterr().err
