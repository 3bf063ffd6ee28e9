"""A sheet brought in: previewed row by row, written once confirmed, and nothing beyond reach."""

import pytest

from directory.duplicates.scoring import similar_to
from directory.exchange.models import ImportedRow, Source
from directory.exchange.sheets.bringing import Fate, SomethingElse, bring
from directory.exchange.sheets.columns import COLUMNS, guessed
from directory.models import Address, Location, Organization, OrganizationIdentifier, Phone, Service
from directory.review.models import Version
from tests.exchange.sheets.making import brought, sheet_of
from tests.factories import make_location, make_organization, make_service
from tests.publication.seen import shown

pytestmark = pytest.mark.django_db


def fates(outcome):
    return [(row.number, row.fate.value) for row in outcome.rows]


def changes(row):
    return {one.label: (one.before, one.after) for one in row.changes}


# --- What it comes to ----------------------------------------------------------------------------


def test_rows_are_created_changed_left_and_refused(editor_of):
    ours = make_organization(name="Otter Bank")
    choir = make_service(organization=ours, name="Choir", description="Singing.", minimum_age=8)
    make_service(organization=ours, name="Yoga", description="Stretching.")
    sheet = (
        ["Name", "Description", "Youngest age", "E-mail"],
        ["Choir", "Singing for all.", "7", ""],
        ["Yoga", "Stretching.", "", ""],
        ["Lunch club", "A hot meal.", "", "lunch@otter.example.org"],
        ["", "Nameless.", "", ""],
        ["Gardening", "Outdoors.", "", "=HYPERLINK(1)"],
        ["Chess", "Thinking.", "soon", "not an address"],
    )
    editor = editor_of(ours)

    preview = brought("service", editor, *sheet, confirm=False)

    assert Service.objects.count() == 2
    assert fates(preview) == [
        (2, "changed"),
        (3, "unchanged"),
        (4, "created"),
        (5, "refused"),
        (6, "refused"),
        (7, "created"),
    ]
    assert changes(preview.rows[0]) == {
        "Description": ("Singing.", "Singing for all."),
        "Youngest age": ("8", "7"),
    }
    assert preview.rows[3].notes == ["It needs a name."]
    assert preview.rows[4].notes == [
        "E-mail, “=HYPERLINK(1)”: This would run as a formula in a spreadsheet."
    ]
    assert [note.split(":")[0] for note in preview.rows[5].notes] == [
        "Youngest age, “soon”",
        "E-mail, “not an address”",
    ]

    outcome = brought("service", editor, *sheet)

    assert outcome.digest == preview.digest
    assert fates(outcome) == fates(preview)
    choir.refresh_from_db()
    assert (choir.description, choir.minimum_age) == ("Singing for all.", 7)
    assert set(Service.objects.values_list("name", "organization__name")) == {
        (name, "Otter Bank") for name in ("Choir", "Yoga", "Lunch club", "Chess")
    }
    # Drafts, every one: the public sees what it saw.
    assert shown(choir)["description"] == "Singing."
    # And the same sheet again changes nothing.
    again = brought("service", editor, *sheet)
    assert {fate for _, fate in fates(again)} == {"unchanged", "refused"}


def test_what_is_written_is_what_was_previewed(editor_of):
    ours = make_organization()
    service = make_service(organization=ours, name="Choir")
    sheet = sheet_of(["Name", "Description"], ["Choir", "Singing."])
    choices = {"Name": "name", "Description": "description"}
    editor = editor_of(ours)
    preview = bring("service", sheet, choices, by=editor)
    service.description = "Meanwhile."
    service.save()

    with pytest.raises(SomethingElse) as raised:
        bring("service", sheet, choices, by=editor, confirmed=preview.digest)

    service.refresh_from_db()
    assert service.description == "Meanwhile."
    assert changes(raised.value.outcome.rows[0]) == {"Description": ("Meanwhile.", "Singing.")}


def test_a_blank_cell_and_a_column_that_is_left_out_change_nothing(editor_of):
    ours = make_organization()
    service = make_service(
        organization=ours, name="Choir", status="temporarily closed", alert="Moved."
    )

    outcome = brought(
        "service", editor_of(ours), ["Name", "Description", "Alert"], ["Choir", "", ""]
    )

    assert fates(outcome) == [(2, "unchanged")]
    service.refresh_from_db()
    assert (service.status, service.alert) == ("temporarily closed", "Moved.")


def test_what_a_service_runs_at_keeps_when_a_little_is_changed(editor_of):
    ours = make_organization()
    service = make_service(organization=ours, name="Choir", status="temporarily closed")

    brought("service", editor_of(ours), ["Name", "Description"], ["Choir", "New."])

    service.refresh_from_db()
    assert (service.description, service.status) == ("New.", "temporarily closed")


def test_phones_take_the_place_of_those_that_are_not_in_the_cell(editor_of):
    ours = make_organization()
    service = make_service(organization=ours, name="Choir")
    kept = Phone.objects.create(service=service, number="01632 960123", description="Days")
    wrong = Phone.objects.create(service=service, number="01632 960124", description="Evenings")

    outcome = brought(
        "service",
        editor_of(ours),
        ["Name", "Phone"],
        ["Choir", "01632 960999; 01632 960123; 01632 960555"],
    )

    numbers = dict(service.phones.values_list("number", "description"))
    assert numbers == {"01632 960123": "Days", "01632 960999": "Evenings", "01632 960555": ""}
    assert set(service.phones.values_list("pk", flat=True)) >= {kept.pk, wrong.pk}
    assert fates(outcome) == [(2, "changed")]


def test_an_organisation_with_its_numbers(moderator):
    outcome = brought(
        "organization",
        moderator,
        ["Organisation", "Charity no", "Website", "Telephone"],
        ["Otter Bank", "1123456", "otter.example.org", "01274600000"],
    )

    assert fates(outcome) == [(2, "created")]
    organization = Organization.objects.get()
    assert organization.website == "https://otter.example.org"
    assert list(organization.phones.values_list("number", flat=True)) == ["01274 600000"]
    row = OrganizationIdentifier.objects.get()
    assert (row.identifier_scheme, row.identifier) == ("GB-CHC", "1123456")
    brought("organization", moderator, ["Name", "Charity number"], ["Otter Bank", "1123457"])
    row.refresh_from_db()
    assert row.identifier == "1123457"
    assert not Source.objects.exists()
    assert not ImportedRow.objects.exists()


def test_a_location_with_its_address(editor_of):
    ours = make_organization()
    hall = make_location(name="Heron Hall", organization=ours)
    sheet = (
        ["Name", "Street", "Town", "County", "Postcode"],
        ["Heron Hall", "2 Otter Row", "Bradford", "West Yorkshire", "bd19zz"],
        ["Kestrel Hall", "3 Mill Lane", "Keighley", "West Yorkshire", "BD21 3JP"],
        ["Half a hall", "4 Mill Lane", "", "", "BD21 3JP"],
    )

    outcome = brought("location", editor_of(ours), *sheet)

    assert fates(outcome) == [(2, "changed"), (3, "created"), (4, "created")]
    assert hall.addresses.get().address_1 == "2 Otter Row"
    assert Location.objects.get(name="Kestrel Hall").organization == ours
    assert Address.objects.get(location__name="Kestrel Hall").postal_code == "BD21 3JP"
    assert outcome.rows[2].notes == ["The address was left out: “Town or city” is blank."]


def test_a_service_is_put_at_a_place_that_is_here_or_at_a_new_one(editor_of):
    ours = make_organization()
    public = make_location(name="Heron Hall", address={"postal_code": "BD1 9ZZ"})
    sheet = (
        ["Name", "Venue", "Town", "County", "Postcode", "Address"],
        ["Choir", "Heron Hall", "", "", "BD1 9ZZ", ""],
        ["Yoga", "Kestrel Hall", "Keighley", "West Yorkshire", "BD21 3JP", "3 Mill Lane"],
        ["Chess", "Kestrel Hall", "Keighley", "West Yorkshire", "BD21 3JP", "3 Mill Lane"],
    )

    outcome = brought("service", editor_of(ours), *sheet)

    assert {row.fate for row in outcome.rows} == {Fate.CREATED}
    assert changes(outcome.rows[0])["Where it happens"] == ("", "Heron Hall")
    places = dict(Service.objects.values_list("name", "service_at_locations__location__name"))
    assert places == {"Choir": "Heron Hall", "Yoga": "Kestrel Hall", "Chess": "Kestrel Hall"}
    assert Location.objects.filter(name="Kestrel Hall").count() == 1
    public.refresh_from_db()
    assert public.organization is None
    assert {row.fate for row in brought("service", editor_of(ours, username="b"), *sheet).rows} == {
        Fate.UNCHANGED
    }


def test_a_place_without_its_address_is_known_again(editor_of):
    ours = make_organization()
    editor = editor_of(ours)
    sheet = ["Name", "Venue", "Postcode"], ["Choir", "Heron Hall", "BD1 9ZZ"]

    outcome = brought("service", editor, *sheet)
    assert changes(outcome.rows[0])["Where it happens"] == ("", "Heron Hall")
    assert changes(outcome.rows[0])["A new place"] == ("", "Heron Hall")
    assert outcome.rows[0].notes == ["The address was left out: “Street of the place” is blank."]

    assert fates(brought("service", editor, *sheet)) == [(2, "unchanged")]
    assert Location.objects.count() == 1
    moved = brought("service", editor, sheet[0], ["Choir", "Heron Hall", "BD2 2BB"], confirm=False)
    assert fates(moved) == [(2, "unchanged")]
    other = make_location(name="Heron Hall", organization=ours, address={"postal_code": "BD1 1AA"})
    assert fates(brought("service", editor, *sheet)) == [(2, "unchanged")]
    outcome = brought("service", editor, sheet[0], ["Yoga", "Heron Hall", "BD1 1AA"])
    assert other.service_at_locations.get().service.name == "Yoga"
    assert changes(outcome.rows[0])["Where it happens"] == ("", "Heron Hall")
    outcome = brought("service", editor, sheet[0], ["Yoga", "Kestrel Hall", "BD1 1AA"])
    assert changes(outcome.rows[0]) == {
        "A new place": ("", "Kestrel Hall"),
        "Where it happens": ("", "Kestrel Hall"),
    }


def test_columns_are_guessed():
    guesses = guessed(
        "service", ["Club", "Run by", "E-Mail Address:", "Website", "Who is it for?", "Colour"]
    )

    assert guesses == {
        "Club": "name",
        "Run by": "organization",
        "E-Mail Address:": "email",
        "Website": "url",
        "Who is it for?": "eligibility_description",
        "Colour": "",
    }


@pytest.mark.parametrize("kind", COLUMNS)
def test_its_own_headings_are_known_to_it(kind):
    headings = [column.heading for column in COLUMNS[kind] if not column.only_out]

    assert list(guessed(kind, headings).values()) == [
        column.key for column in COLUMNS[kind] if not column.only_out
    ]


def test_it_is_found_as_a_likeness_and_kept_as_a_version(editor_of):
    ours = make_organization(published=False)
    editor = editor_of(ours)

    outcome = brought("service", editor, ["Name"], ["Otterbank Choir"])

    [like] = similar_to("service", {"name": "Otterbank Choir"}, by=editor)
    assert like.id == outcome.rows[0].record_id
    version = Version.objects.get(record_id=like.id)
    assert (version.by, version.note) == (editor, "From a spreadsheet.")


# --- Whose it is ---------------------------------------------------------------------------------


def test_another_organisations_records_are_as_if_they_were_not_there(editor_of):
    ours, theirs = make_organization(name="Ours"), make_organization(name="Theirs")
    other = make_service(organization=theirs, name="Choir", description="Theirs.")
    absent = "00000000-0000-4000-8000-000000000000"
    editor = editor_of(ours)

    outcome = brought(
        "service",
        editor,
        ["Identifier", "Name", "Description", "Organisation", "Organisation identifier"],
        [other.pk, "Choir", "Taken over.", "", ""],
        [absent, "Choir", "Taken over.", "", ""],
        ["", "Choir", "Taken over.", "Theirs", ""],
        ["", "Choir", "Taken over.", "Nobody", ""],
        ["", "Choir", "Taken over.", "", theirs.pk],
        ["no-id", "Choir", "Taken over.", "", ""],
        ["", "Choir", "Our own.", "Ours", ""],
    )

    assert [row.fate.value for row in outcome.rows] == ["refused"] * 6 + ["created"]
    assert outcome.rows[0].notes == outcome.rows[1].notes
    assert outcome.rows[2].notes == outcome.rows[3].notes == outcome.rows[4].notes
    other.refresh_from_db()
    assert other.description == "Theirs."
    assert Service.objects.get(organization=ours).description == "Our own."


def test_only_moderators_add_organisations(editor_of):
    ours, _ = make_organization(name="Ours"), make_organization(name="Theirs")
    editor = editor_of(ours)

    outcome = brought(
        "organization",
        editor,
        ["Name", "Description"],
        ["Ours", "New words."],
        ["Theirs", "Taken over."],
        ["New", "None."],
    )

    assert [row.fate.value for row in outcome.rows] == ["changed", "refused", "refused"]
    assert outcome.rows[1].notes == outcome.rows[2].notes


def test_another_organisations_place_is_chosen_and_never_changed(editor_of):
    ours, theirs = make_organization(), make_organization()
    hall = make_location(name="Heron Hall", organization=theirs)
    refuge = make_location(
        name="Safe Haven",
        organization=theirs,
        hide_address=True,
        address={"postal_code": "BD9 9QX"},
    )
    editor = editor_of(ours)

    outcome = brought(
        "location", editor, ["Identifier", "Name", "Street"], [hall.pk, "Heron Hall", "9 New Row"]
    )
    assert [row.fate.value for row in outcome.rows] == ["refused"]
    outcome = brought(
        "service",
        editor,
        ["Name", "Venue", "Postcode"],
        ["Choir", "Heron Hall", ""],
        ["Yoga", "Safe Haven", "BD9 9QX"],
    )

    assert hall.addresses.get().address_1 == "1 Otter Row"
    assert hall.service_at_locations.count() == 1
    # The refuge is not offered, nor is that it is there: a new place of that name was made.
    assert refuge.service_at_locations.count() == 0
    assert [row.fate.value for row in outcome.rows] == ["created", "created"]


def test_a_place_of_others_that_is_not_public_is_as_if_it_did_not_exist(editor_of):
    ours, theirs = make_organization(), make_organization()
    draft = make_location(name="Heron Hall", organization=theirs, published=False)

    brought("service", editor_of(ours), ["Name", "Venue"], ["Choir", "Heron Hall"])

    assert draft.service_at_locations.count() == 0


def test_nobody_can_set_what_no_column_holds(editor_of):
    ours = make_organization()
    hall = make_location(name="Heron Hall", organization=ours, hide_address=True)
    sheet = sheet_of(
        ["Name", "hide_address", "Exact address kept secret", "assured_date"],
        ["Heron Hall", "false", "no", "2026-01-01"],
    )

    choices = guessed("location", sheet.headings)

    assert choices == dict.fromkeys(sheet.headings, "") | {"Name": "name"}
    outcome = bring("location", sheet, choices, by=editor_of(ours))
    assert outcome.rows[0].fate == Fate.UNCHANGED
    hall.refresh_from_db()
    assert hall.hide_address


def test_a_moderator_says_whose_a_service_is(moderator):
    one = make_organization(name="Otter Bank")
    make_organization(name="Twin")
    make_organization(name="Twin")

    outcome = brought(
        "service",
        moderator,
        ["Name", "Organisation", "Organisation identifier"],
        ["Choir", "otter bank", ""],
        ["Yoga", "", ""],
        ["Chess", "Twin", ""],
        ["Darts", "Twin", one.pk],
        ["Bingo", "", one.pk],
    )

    assert [row.fate.value for row in outcome.rows] == [
        "created",
        "refused",
        "refused",
        "refused",
        "created",
    ]


def test_two_rows_about_one_record_are_not_both_written(editor_of):
    ours = make_organization()
    service = make_service(organization=ours, name="Choir")

    outcome = brought(
        "service",
        editor_of(ours),
        ["Identifier", "Name", "Description"],
        [service.pk, "Choir", "One."],
        ["", "Choir", "Two."],
        ["", "Yoga", "One."],
        ["", "YOGA", "Two."],
    )

    assert [row.fate.value for row in outcome.rows] == ["changed", "refused", "created", "refused"]
    assert outcome.rows[1].notes == ["Another row of the sheet, row 2, is about the same record."]


# --- Anything at all -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize(
    "text",
    ["\x00", "x" * 32_000, "<script>alert(1)</script>", "'; DROP TABLE x;--", "💥", "-1", "=1"],
)
def test_no_cell_breaks_it(kind, text, moderator):
    headings = [column.heading for column in COLUMNS[kind] if not column.only_out]

    for row in ([text] * len(headings), ["", "Choir", *[text] * (len(headings) - 2)]):
        outcome = brought(kind, moderator, headings, row, confirm=False)
        assert len(outcome.rows) == 1


@pytest.mark.parametrize("rows", [2, 60])
def test_it_costs_the_same_however_many_rows(rows, editor_of, django_assert_max_num_queries):
    ours = make_organization()
    editor = editor_of(ours)
    sheet = [["Name", "Description", "Phone", "Venue", "Postcode"]]
    for number in range(rows):
        service = make_service(organization=ours, name=f"Club {number}", published=False)
        sheet.append([service.name, "New.", "01632 960123", f"Hall {number % 5}", ""])

    with django_assert_max_num_queries(70):
        outcome = brought("service", editor, *sheet, confirm=False)

    assert outcome.counts[Fate.CHANGED] == rows
