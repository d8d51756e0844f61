"""What an agreement hangs under and replaces never leads back to it, by however long a way, or if two write at once."""

from __future__ import annotations

import pytest

from concord.agreements import queries, services
from concord.agreements.models import Agreement
from concord.agreements.rules.topics import mark
from concord.base.errors import Conflict, Invalid
from kit import agreements_given as agreed
from kit import given
from kit.at_once import at_once
from kit.sheets_given import in_csv, tried


@pytest.fixture
def three(lead):
    return [
        services.begin_agreement(lead, kind="strategy", title=title, at=given.AT) for title in ("Aims", "Plan", "Rota")
    ]


def link(lead, row, other, name="under"):
    return services.revise_agreement(lead, row, changes={name: other}, at=given.AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "itself", "back"),
    [
        ("under", "An agreement cannot hang under itself", "“Rota” hangs under this agreement itself"),
        ("replaces", "An agreement cannot replace itself", "“Rota” replaces this agreement itself"),
    ],
)
def test_what_would_lead_back_is_refused_at_its_field(lead, three, name, itself, back):
    aims, plan, rota = three
    link(lead, plan, aims, name)
    link(lead, rota, plan, name)
    for other, says in ((aims, itself), (rota, back)):
        with pytest.raises(Invalid, match=says) as refused:
            link(lead, aims, other, name)
        assert refused.value.field == name
    assert getattr(Agreement.objects.get(pk=aims.pk), name) is None
    link(lead, plan, None, name)
    link(lead, aims, rota, name)


@pytest.mark.django_db
def test_one_may_hang_under_what_it_replaces(lead, three):
    aims, plan, _ = three
    link(lead, plan, aims, "under")
    link(lead, plan, aims, "replaces")
    link(lead, aims, None)


@pytest.mark.django_db
def test_a_sheet_in_which_two_hang_under_each_other_says_so_at_both_cells(lead):
    rows = [
        (title, "Joint strategy", "Aldermoor District Council", "1/4/2026", "31/3/2028", other)
        for title, other in (("Aims", "Rota"), ("Plan", "Aims"), ("Rota", "Plan"), ("Fringe", "Rota"))
    ]
    plan = tried(lead, in_csv(rows, ("Agreement", "Type", "Partner(s)", "Start date", "Expiry", "Hangs under")))
    assert [fault.cell for fault in plan.faults] == ["F2", "F3", "F4"]
    assert {fault.remedy for fault in plan.faults} == {"Take out one of the two."}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_would_close_a_circle_at_once_one_is_refused(lead, three):
    aims, plan, rota = three
    link(lead, plan, aims)
    told = at_once(lambda: link(lead, rota, plan), lambda: link(lead, aims, rota))
    assert sorted(map(type, told), key=str) == [Agreement, Invalid]
    ends = Agreement.objects.filter(under__isnull=True).count()
    assert ends == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_topics_at_once_the_second_is_told_and_the_first_stays(lead):
    was = mark(queries.topics_of(lead).values())
    lists = (["Hoarding"], ["Falls"])
    told = at_once(*(lambda names=names: services.set_topics(lead, names=names, was=was) for names in lists))
    assert [type(one) for one in told].count(Conflict) == 1
    assert list(queries.topics_of(lead).values()) == lists[0 if told[0] is None else 1]


@pytest.mark.django_db
def test_who_saves_the_same_topics_again_disturbs_nobody(lead):
    was = mark(queries.topics_of(lead).values())
    services.set_topics(lead, names=["Hoarding"], was=was)
    services.set_topics(lead, names=["Hoarding"], was=was)
    with pytest.raises(Conflict, match="What they saved stands below"):
        services.set_topics(lead, names=["Falls"], was=was)
    services.set_topics(lead, names=["Falls"], was=mark(["Hoarding"]))


@pytest.mark.django_db
def test_the_page_of_an_agreement_names_what_hangs_under_it_to_its_keeper_alone(lead, three):
    aims, plan, rota = three
    for below in (rota, plan):
        link(lead, below, aims)
    page = queries.agreement_page(lead, aims.public_id, on=given.ON)
    assert list(page.beneath.values()) == ["Plan", "Rota"]
    shared = agreed.signed(lead, agreed.an_agreement(lead, given.DISTRICT))
    link(lead, rota, shared)
    other = agreed.a_lead("Petra Holm", body=given.DISTRICT)
    assert queries.agreement_page(lead, shared.public_id, on=given.ON).beneath == {rota.public_id: "Rota"}
    assert not queries.agreement_page(other, shared.public_id, on=given.ON).beneath
