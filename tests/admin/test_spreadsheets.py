"""The pages of spreadsheets: brought in three steps, confirmed as previewed, and taken away."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from directory.exchange.models import ColumnChoice, Upload
from directory.exchange.sheets.opening import MAX_BYTES
from directory.models import Service
from directory.review.models import Submission
from tests.admin.reviewing import signed_in, text
from tests.exchange.sheets.making import csv_of, xlsx_of
from tests.factories import make_editor, make_moderator, make_organization, make_service

pytestmark = pytest.mark.django_db

FIRST = reverse("admin:spreadsheets")
ROWS = (
    ["Club", "What", "Colour"],
    ["Choir", "Singing for all.", "blue"],
    ["Yoga", "Stretching.", "red"],
    ["", "Nameless.", ""],
)


@pytest.fixture
def organization():
    return make_organization(name="Otter Bank")


@pytest.fixture
def editor(organization):
    return make_editor(organization)


def bring(client, content=None, kind="service", name="clubs.csv", **extra):
    file = SimpleUploadedFile(name, csv_of(*ROWS) if content is None else content)
    return client.post(FIRST, {"kind": kind, "file": file}, **extra)


def step(name, upload=None):
    upload = upload or Upload.objects.get()
    return reverse(f"admin:spreadsheet{name}", args=[upload.pk])


def previewed(client, *, second="description"):
    """A sheet brought as far as its preview."""
    bring(client)
    client.post(step(""), {"column-0": "name", "column-1": second, "column-2": ""})
    return client.get(step("_preview"))


def confirm(client, answer, **more):
    return client.post(
        step("_preview"), {"action": "confirm", "seen": answer.context["digest"], **more}
    )


def test_a_sheet_is_brought_looked_at_and_saved(editor, organization):
    make_service(organization=organization, name="Choir", description="Singing.")
    client = signed_in(editor)

    answer = bring(client)
    assert answer.headers["Location"] == step("")
    shown = text(client.get(step("")))
    assert "Singing for all." in shown
    assert '<option value="name" selected>' in shown
    answer = client.post(step(""), {"column-0": "name", "column-1": "description"})
    assert answer.headers["Location"] == step("_preview")
    answer = client.get(step("_preview"))
    shown = text(answer)
    assert "Refused: 1" in shown
    assert "It needs a name." in shown
    assert "Added: 1" in shown
    assert "Changed: 1" in shown
    assert Service.objects.count() == 1

    answer = confirm(client, answer)

    assert answer.headers["Location"] == step("_done")
    assert set(Service.objects.values_list("name", "description")) == {
        ("Choir", "Singing for all."),
        ("Yoga", "Stretching."),
    }
    # The file is gone, and cannot be saved a second time.
    assert bytes(Upload.objects.get().content) == b""
    assert confirm(client, client.get(step("_done")) and answer_with("x")).status_code == 404
    shown = text(client.get(step("_done")))
    assert "Send all 2 for review" in shown
    assert not Submission.objects.exists()
    client.post(step("_done"))
    assert Submission.objects.waiting().count() == 2
    assert not Upload.objects.exists()


def answer_with(digest):
    class Answer:
        context = {"digest": digest}

    return Answer()


def test_what_was_said_of_the_columns_is_remembered(editor):
    client = signed_in(editor)
    previewed(client, second="alert")

    bring(client)

    assert '<option value="alert" selected>' in text(client.get(step("")))
    assert ColumnChoice.objects.get().choices["What"] == "alert"
    other = signed_in(make_editor(make_organization()))
    bring(other)
    upload = Upload.objects.exclude(owner=editor).get()
    assert '<option value="alert" selected>' not in text(other.get(step("", upload)))


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"column-0": "name", "column-1": "name"}, "Only one can be"),
        ({"column-0": "hide_address"}, "Choose one of the list"),
        ({"column-0": "organization__memberships"}, "Choose one of the list"),
        ({"column-0": "assured_date", "column-1": "name"}, "Choose one of the list"),
        ({"column-0": "description"}, "Which column has the name?"),
        ({}, "Which column has the name?"),
    ],
)
def test_columns_that_make_no_sense_are_asked_for_again(columns, why, editor):
    client = signed_in(editor)
    bring(client)

    answer = client.post(step(""), columns)

    assert answer.status_code == 200
    assert why in text(answer)
    if why != "Only one can be":
        assert client.get(step("_preview")).status_code in (200, 302)


def test_nothing_is_saved_that_was_not_previewed(editor, organization):
    service = make_service(organization=organization, name="Choir", description="Singing.")
    client = signed_in(editor)
    answer = previewed(client)
    service.description = "Meanwhile."
    service.save()

    answer = confirm(client, answer)

    assert "Something has changed since you looked." in text(answer)
    assert "Meanwhile." in text(answer)
    service.refresh_from_db()
    assert service.description == "Meanwhile."
    assert confirm(client, answer).status_code == 302
    service.refresh_from_db()
    assert service.description == "Singing for all."


def test_a_preview_must_have_been_shown(editor):
    client = signed_in(editor)
    bring(client)
    client.post(step(""), {"column-0": "name", "column-1": "description"})

    for seen in ("", "0" * 32, "\0"):
        client.post(step("_preview"), {"action": "confirm", "seen": seen})

    assert not Service.objects.exists()


@pytest.mark.parametrize("where", ["", "_preview"])
def test_it_can_be_stopped_at_any_step(where, editor):
    client = signed_in(editor)
    previewed(client)

    client.post(step(where), {"action": "cancel"})

    assert not Upload.objects.exists()
    assert not Service.objects.exists()


# --- Whose it is ---------------------------------------------------------------------------------


def test_nobody_else_can_go_on_with_it(editor):
    mine = signed_in(editor)
    previewed(mine)
    others = [
        signed_in(make_editor(make_organization())),
        signed_in(make_moderator()),
        Client(),
    ]

    for other in others:
        for name in ("", "_preview", "_done"):
            for answer in (
                other.get(step(name)),
                other.post(step(name), {"action": "confirm", "seen": Upload.objects.get().seen}),
            ):
                assert answer.status_code in (302, 404)
                assert "Singing" not in answer.content.decode()
    assert not Service.objects.exists()
    assert Upload.objects.count() == 1


def test_it_is_forgotten_in_time_and_for_the_next_one(editor):
    client = signed_in(editor)
    bring(client)
    first = Upload.objects.get()
    bring(client)
    assert Upload.objects.get() != first
    assert client.get(step("", first)).status_code == 404
    late = Upload.objects.get()
    Upload.objects.update(made_at=late.made_at - timedelta(hours=13))

    assert client.get(step("", late)).status_code == 404
    signed_in(make_moderator()).get(FIRST)
    assert not Upload.objects.exists()


def test_it_goes_with_its_owner(editor):
    bring(signed_in(editor))
    editor.delete()

    assert not Upload.objects.exists()


def test_who_has_no_part_in_it_does_not_find_it(django_user_model):
    person = signed_in(django_user_model.objects.create(username="idle", is_staff=True))

    assert person.get(FIRST).status_code == 404
    assert bring(person).status_code == 404
    assert person.get(reverse("admin:spreadsheet_csv", args=["service"])).status_code == 404
    assert Client().get(FIRST).status_code == 302
    assert bring(Client()).status_code == 302
    assert not Upload.objects.exists()


def test_a_forged_form_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert bring(client).status_code == 403
    assert not Upload.objects.exists()
    token = client.get(FIRST).context["csrf_token"]
    file = SimpleUploadedFile("clubs.csv", csv_of(*ROWS))
    sent = {"kind": "service", "file": file, "csrfmiddlewaretoken": str(token)}
    assert client.post(FIRST, sent).status_code == 302
    assert client.post(step("_preview"), {"action": "confirm"}).status_code == 403


# --- Hostile files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "old Excel file"),
        (csv_of(["Name"], ["x" * 40_000]), "32,767"),
        (b"\x00" * 900, "not text"),
    ],
)
def test_a_file_that_is_refused_says_why_and_is_not_kept(content, why, editor):
    answer = bring(signed_in(editor), content)

    assert answer.status_code == 200
    assert why in text(answer)
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(editor):
    client = signed_in(editor)

    answer = bring(client, b"x", CONTENT_LENGTH=str(10 * MAX_BYTES))

    assert answer.status_code == 413
    assert "larger than 5 MB" in text(answer)
    assert bring(client, b"x", CONTENT_LENGTH="nonsense").status_code in (200, 413)
    assert bring(client, b"Name\n" + b"x" * MAX_BYTES).status_code == 200
    assert not Upload.objects.exists()


def test_what_a_cell_says_is_text_on_every_page(editor):
    client = signed_in(editor)
    hostile = "<script>alert(1)</script>"
    rows = [hostile, "Name"], ["<img src=x onerror=alert(1)>", hostile], [hostile, ""]
    bring(client, xlsx_of(*rows), name=f"{hostile}.xlsx")

    pages = [client.get(step(""))]
    client.post(step(""), {"column-0": "description", "column-1": "name"})
    pages.append(client.get(step("_preview")))
    confirm(client, pages[-1])
    pages.append(client.get(step("_done")))

    for one in pages:
        assert one.status_code == 200
        assert "<script>alert" not in one.content.decode()
        assert "<img src=x" not in one.content.decode()


def test_an_unknown_kind_or_no_file_is_asked_for_again(editor):
    client = signed_in(editor)

    assert "Choose a file first" in text(client.post(FIRST, {"kind": "service"}))
    for kind in ("taxonomy", "\0", "people.membership"):
        assert bring(client, kind=kind).status_code == 404


# --- Taken away ----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_editor_takes_away_their_own_and_brings_it_back(suffix, editor, organization):
    make_service(organization=organization, name="Choir", description="- bring a towel")
    make_service(name="Others' choir")
    client = signed_in(editor)

    answer = client.get(reverse(f"admin:spreadsheet_{suffix}", args=["service"]))

    content = answer.getvalue()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"Others" not in content
    bring(client, content, name=f"back.{suffix}")
    chosen = {
        f"column-{one.number}": one.chosen for one in client.get(step("")).context["headings"]
    }
    client.post(step(""), chosen)
    shown = text(client.get(step("_preview")))
    assert "everything is here as the sheet says" in shown
    assert client.get(reverse(f"admin:spreadsheet_{suffix}", args=["taxonomy"])).status_code == 404


def test_a_column_may_be_called_written(editor, organization):
    client = signed_in(editor)
    content = csv_of(["Name", "written", "organization"], ["Choir", "Singing for all.", ""])
    bring(client, content)

    client.post(step(""), {"column-0": "name", "column-1": "description", "column-2": ""})
    confirm(client, client.get(step("_preview")))

    assert client.get(step("_done")).status_code == 200
    assert Service.objects.get().description == "Singing for all."


def test_what_a_column_is_said_to_be_is_not_taken_for_what_was_saved(editor, organization):
    client = signed_in(editor)
    bring(client, csv_of(["Name", "written"], ["Choir", "Otter Bank"]))
    client.post(step(""), {"column-0": "name", "column-1": "organization"})

    assert client.get(step("_done")).status_code == 404
