"""manage.py withdraw, as it is typed."""

import io
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from directory.models import Service
from directory.publication.models import Kind, PublicService, Revision
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
)

pytestmark = pytest.mark.django_db

MAKERS = {
    Kind.TAXONOMY: make_taxonomy,
    Kind.TAXONOMY_TERM: make_term,
    Kind.ORGANIZATION: make_organization,
    Kind.LOCATION: make_location,
    Kind.SERVICE: make_service,
}


def run(*arguments) -> tuple[int, str, str]:
    """The exit status, and what was printed on either stream."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("withdraw", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as status:
        return status.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("kind", Kind.values)
def test_a_record_of_any_kind_is_withdrawn(kind):
    record = MAKERS[kind]()

    status, out, err = run(kind, record.pk, "--note", "Ended in March")

    assert (status, err) == (0, "")
    assert out.split() == ["1", kind, "withdrawn"]
    newest = Revision.objects.latest("seq")
    assert (newest.record_id, newest.action) == (record.pk, "withdrawn")
    assert newest.note == "Ended in March"


def test_an_organization_takes_its_services_along_and_says_so():
    organization = make_organization()
    for _ in range(3):
        make_service(organization=organization)
    other = make_service()

    status, out, _ = run("organization", organization.pk)

    assert status == 0
    assert [line.split() for line in out.splitlines()] == [
        ["1", "organization", "withdrawn"],
        ["3", "service", "withdrawn"],
    ]
    assert list(PublicService.objects.values_list("id", flat=True)) == [other.pk]
    assert Service.objects.count() == 4


def test_what_is_not_public_is_told_and_does_not_stop_the_rest():
    service, nobody = make_service(), uuid4()
    draft = make_service(published=False)

    status, out, err = run("service", nobody, service.pk, draft.pk)

    assert status == 1
    assert out.split() == ["1", "service", "withdrawn"]
    assert [line[-36:-1] for line in err.splitlines()] == [str(nobody)[1:], str(draft.pk)[1:]]
    assert not PublicService.objects.exists()


def test_an_id_given_twice_is_withdrawn_once():
    service = make_service()

    status, out, _ = run("service", service.pk, service.pk)

    assert (status, out.split()) == (0, ["1", "service", "withdrawn"])


def test_a_second_time_there_is_nothing_to_withdraw():
    service = make_service()
    run("service", service.pk)
    revisions = Revision.objects.count()

    status, out, err = run("service", service.pk)

    assert (status, out) == (1, "")
    assert f"there is no public service with the id {service.pk}" in err
    assert Revision.objects.count() == revisions


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "KIND"),
        (["service"], "ID"),
        (["services", uuid4()], "taxonomy_term"),
        (["service_at_location", uuid4()], "location"),
        (["service", "otter"], "'otter' is not a UUID, such as 8896"),
        (["service", ""], "ID"),
        (["service", "\x00"], "ID"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(arguments, told):
    make_service()

    with pytest.raises(CommandError, match=told):
        call_command("withdraw", *map(str, arguments))

    assert PublicService.objects.count() == 1
