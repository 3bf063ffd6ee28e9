"""Home: what is to be done, one button each; for moderators, what they keep an eye on."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.models import Service
from directory.review.closing import close, close_until
from directory.review.deciding import send_back
from directory.review.submitting import submit
from tests.admin.reviewing import page, signed_in, text
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_person,
    make_service,
)

pytestmark = pytest.mark.django_db

HOME = reverse("admin:index")


@pytest.fixture
def organization():
    return make_organization(name="Otter Bank")


@pytest.fixture
def editor(organization):
    return make_editor(organization)


def service(organization, **fields):
    return make_service(
        organization=organization, **{"assured_date": timezone.localdate(), **fields}
    )


def change(service, name: str):
    service.name = name
    service.save()
    return service


def piles(person) -> dict[str, list[str]]:
    """The names on each pile of somebody's home page, but for the organisation's own."""
    groups = signed_in(person).get(HOME).context["desk"].groups
    return {slug: [t.name for t in tasks if t.name != "Otter Bank"] for slug, _, tasks, _ in groups}


def test_a_record_is_on_the_one_pile_where_it_belongs(organization, editor):
    service(organization, name="Live")
    service(organization, name="Old", assured_date=date(2020, 1, 1))
    service(organization, name="Never", assured_date=None)
    service(organization, name="Draft", published=False)
    change(service(organization, name="Was"), "Edited")
    submit(change(service(organization, name="Was"), "Sent"), by=editor)
    returned = submit(change(service(organization, name="Was"), "Returned"), by=editor)
    send_back(returned, by=make_moderator(), reason="Which day?")
    close(service(organization, name="Shut"), by=editor)
    close_until(service(organization, name="Paused"), None, by=editor)

    assert piles(editor) == {
        "sent-back": ["Returned"],
        "to-check": ["Never", "Old"],
        "to-send": ["Draft", "Edited"],
        "waiting": ["Sent"],
        "closed": ["Shut"],
        "live": ["Live", "Paused"],
    }


def test_each_task_has_a_button_that_opens(organization, editor):
    for number, fields in enumerate(({}, {"published": False}, {"assured_date": None})):
        service(organization, name=f"Number {number}", **fields)
    client = signed_in(editor)

    for _, _, tasks, _ in client.get(HOME).context["desk"].groups:
        for task in tasks:
            assert client.get(task.address).status_code == 200, task


def test_why_it_was_sent_back_is_told_until_it_is_sent_again(organization, editor):
    record = service(organization, name="Was")
    send_back(submit(change(record, "After"), by=editor), by=make_moderator(), reason="Which day?")
    assert "Which day?" in text(signed_in(editor).get(HOME))

    submit(record, by=editor)

    assert "Which day?" not in text(signed_in(editor).get(HOME))
    assert piles(editor)["waiting"] == ["After"]


def test_places_and_the_organisation_itself_are_tasks_too(organization, editor):
    make_location(name="New hall", organization=organization, published=False)
    change(organization, "Otter Bank Trust")

    assert piles(editor)["to-send"] == ["Otter Bank Trust", "New hall"]


def test_a_place_that_is_known_by_its_address_alone_has_a_name_here(organization, editor):
    make_location(name="", organization=organization, published=False)

    assert all(piles(editor)["to-send"])


def test_an_editors_menu_has_what_they_keep_by_hand_alone(editor):
    def menu(person) -> list[str]:
        return [str(one["model"].__name__) for one in signed_in(person).get(HOME).context["lists"]]

    kept = ["Organization", "Service", "Location", "Problem", "LinkUse"]
    assert sorted(menu(editor)) == sorted(kept)
    assert {*kept, "Attribute", "ServiceAtLocation", "Unit"} <= {*menu(make_moderator())}


def test_what_others_have_is_not_here(editor):
    make_service(name="Somebody else's", published=False)

    assert "Somebody else's" not in text(signed_in(editor).get(HOME))


def test_somebody_without_an_organisation_is_told_what_to_do():
    assert "Ask whoever leads yours" in text(signed_in(make_editor()).get(HOME))


def test_a_moderator_sees_what_waits_and_what_is_overdue(organization, editor):
    service(organization, name="Old", assured_date=timezone.localdate() - timedelta(days=500))
    submit(change(service(organization, name="Was"), "Sent"), by=editor)

    panels = {one.title: one for one in signed_in(make_moderator()).get(HOME).context["panels"]}

    assert [line.name for line in panels["Waits for review"].lines] == ["Sent"]
    assert [line.name for line in panels["Overdue for checking"].lines] == ["Old"]
    assert {"What people report", "Perhaps entered twice"} <= panels.keys()


def test_a_moderator_sees_what_is_perhaps_entered_twice_and_why():
    website = "https://heron.example.org"
    for name in ("Heron Hub", "Heron Advice"):
        ours = make_organization(name=name, alternate_name="The Heron", website=website)
        make_service(organization=ours, name=f"Debt advice of {name}", published=False)
    call_command("find_duplicates", verbosity=0)
    client = signed_in(make_moderator())

    [panel] = [
        one for one in client.get(HOME).context["panels"] if one.title == "Perhaps entered twice"
    ]

    assert panel.count == len(panel.lines) == 1
    [line] = panel.lines
    assert {"Heron Hub", "Heron Advice"} == {*line.name.split(" and ")}
    assert "Same name; Same web address (heron.example.org)" in line.about
    assert "Merge two organisations" in text(client.get(line.address))


def test_every_button_of_a_moderator_opens(organization, editor):
    service(organization, name="Old", assured_date=date(2020, 1, 1))
    submit(change(service(organization, name="Was"), "Sent"), by=editor)
    client = signed_in(make_moderator())

    for panel in client.get(HOME).context["panels"]:
        for address in (panel.address, *(line.address for line in panel.lines)):
            assert client.get(address).status_code == 200, address


def test_editors_see_no_panel_of_moderators(editor):
    assert signed_in(editor).get(HOME).context["panels"] == []


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(HOME).status_code == 302
    client.force_login(make_person(is_staff=False))
    assert client.get(HOME).status_code in (302, 403, 404)


def test_a_glance_at_a_service_confirms_it(organization, editor):
    record = service(organization, name="Old", assured_date=date(2020, 1, 1))
    client = signed_in(editor)

    client.post(page(record, "public"), {"action": "assure"})

    assert piles(editor)["live"] == ["Old"]
    assert Service.objects.get().assured_date == timezone.localdate()


def test_home_and_the_organisations_pages_lead_to_who_looks_after_it(organization, editor):
    people = reverse("admin:organization_people", args=[organization.pk])
    client = signed_in(editor)

    for address in (HOME, page(organization, "change"), page(organization, "history")):
        assert people in text(client.get(address)), address
    second = make_organization(name="Second")
    editor.memberships.create(organization=second)
    assert reverse("admin:organization_people", args=[second.pk]) in text(client.get(HOME))


def test_the_list_of_services_tells_where_each_stands(organization, editor):
    service(organization, name="Live")
    service(organization, name="Draft", published=False)
    submit(change(service(organization, name="Was"), "Sent"), by=editor)
    returned = submit(change(service(organization, name="Was"), "Returned"), by=editor)
    send_back(returned, by=make_moderator(), reason="Which day?")
    close(service(organization, name="Shut"), by=editor)

    listed = signed_in(editor).get(reverse("admin:directory_service_changelist"))

    assert {one.name: one.stands for one in listed.context["cl"].result_list} == {
        "Live": "Live",
        "Draft": "Draft: not public yet",
        "Sent": "Live; changes wait for review",
        "Returned": "Live; changes were sent back",
        "Shut": "Closed: not public",
    }


def test_what_is_overdue_leads_to_a_list_of_what_is_overdue(organization):
    service(organization, name="Old", assured_date=date(2020, 1, 1))
    service(organization, name="Fresh")
    client = signed_in(make_moderator())

    panels = {one.title: one for one in client.get(HOME).context["panels"]}
    listed = client.get(panels["Overdue for checking"].address)

    assert [one.name for one in listed.context["cl"].result_list] == ["Old"]
