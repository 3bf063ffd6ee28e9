"""What is taken away: what a person may see, harmless, and the same when it is brought back."""

import csv
import io

import pytest
from openpyxl import load_workbook

from directory.exchange.sheets.bringing import Fate, bring
from directory.exchange.sheets.columns import COLUMNS, guessed
from directory.exchange.sheets.opening import opened
from directory.exchange.sheets.taking import as_csv, as_xlsx
from directory.models import Location, OrganizationIdentifier, Phone, Service
from tests.conformance import full_house
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db

NASTY = [
    "=1+1",
    "+44 1632 960123",
    "- bring a towel\n- and a lunch",
    "'=quoted",
    "@otterbank; =cmd|' /C calc'!A0",
    "  spaced  out \r\n\r\n lines  ",
    "<b>bold</b> &amp; ###ABC###",
    "Ünïcödé 💥 Ã©",
    "ends with a tab\t=1",
    '"quoted", with commas',
    "x" * 40_000,
    "0012",
    "1e5",
    "true",
]


def csv_of(kind, by):
    return b"".join(as_csv(kind, by))


def xlsx_of(kind, by):
    stream = io.BytesIO()
    as_xlsx(kind, by, stream)
    return stream.getvalue()


@pytest.mark.parametrize("take", [csv_of, xlsx_of])
@pytest.mark.parametrize("kind", COLUMNS)
def test_what_was_taken_away_and_is_brought_back_changes_nothing(take, kind, moderator):
    full_house.build()
    for number, text in enumerate(NASTY):
        organization = make_organization(
            published=False, name=f"Otter {number}", description=text, alternate_name=text[:255]
        )
        OrganizationIdentifier.objects.create(
            organization=organization, identifier_type="Charity number", identifier=text[:255]
        )
        hall = make_location(
            published=False,
            name=f"Hall {number}",
            organization=organization,
            description=text,
            address={"address_1": text[:255], "region": text[:255]},
            latitude=53.1234567890123,
        )
        service = make_service(
            published=False,
            name=f"Club {number}",
            organization=organization,
            description=text,
            alert=text,
            at=hall,
            minimum_age=number,
        )
        for owner in ("organization", "service"):
            for digits in ("01632 960123", text[:255]):
                Phone.objects.create(number=digits, **{owner: locals()[owner]})

    content = take(kind, moderator)
    if len(content) > 5_000_000:
        pytest.fail("larger than what may be brought")
    sheet = opened("taken.file", content) if take is xlsx_of else cut(content)
    outcome = bring(kind, sheet, guessed(kind, sheet.headings), by=moderator)

    assert {row.fate for row in outcome.rows} == {Fate.UNCHANGED}
    assert [row for row in outcome.rows if row.notes] == []
    assert len(outcome.rows) >= len(NASTY)


def cut(content: bytes):
    """A CSV as a spreadsheet program saves it again: no cell longer than such a program holds."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    text = io.StringIO()
    csv.writer(text).writerows([cell[:32_767] for cell in row] for row in rows)
    return opened("taken.csv", text.getvalue().encode())


def test_no_formula_leaves(moderator):
    for text in ("=1+1", "+cmd|' /C calc'!A0", "-1", "@SUM(A1)", "\t=1", "＝1"):
        make_service(published=False, name="Club", description=text)

    rows = list(csv.DictReader(io.StringIO(csv_of("service", moderator).decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(xlsx_of("service", moderator)))

    assert {row["Description"].lstrip()[0] for row in rows} == {"'"}
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(str(cell.value).startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("kind", COLUMNS)
def test_an_editor_takes_away_what_is_theirs(kind, editor_of):
    ours, theirs = make_organization(name="Ours"), make_organization(name="Theirs")
    for owner in (ours, theirs):
        hall = make_location(name=f"Hall of {owner}", organization=owner)
        make_service(name=f"Club of {owner}", organization=owner, at=hall)

    text = csv_of(kind, editor_of(ours)).decode()

    assert "Ours" in text
    assert "Theirs" not in text


def test_a_secret_place_of_others_is_left_out_of_a_service(editor_of):
    ours = make_organization()
    refuge = make_location(
        name="Safe Haven",
        organization=make_organization(),
        hide_address=True,
        address={"address_1": "7 Hidden Lane", "postal_code": "BD9 9QX"},
    )
    make_service(organization=ours, at=refuge, published=False)
    editor = editor_of(ours)

    text = csv_of("service", editor).decode()

    assert "Hidden Lane" not in text
    assert "BD9 9QX" not in text
    sheet = opened("taken.csv", text.encode())
    outcome = bring("service", sheet, guessed("service", sheet.headings), by=editor)
    assert outcome.rows[0].fate == Fate.UNCHANGED


def test_a_place_of_others_is_as_the_public_sees_it(editor_of):
    """Whatever they have changed and not sent: neither taken away nor to be guessed at."""
    ours = make_organization()
    hall = make_location(name="Heron Hall", organization=make_organization())
    make_service(name="Choir", organization=ours, at=hall, published=False)
    Location.objects.update(name="Kite Hall")
    hall.addresses.update(postal_code="LS1 1AA")
    editor = editor_of(ours)

    text = csv_of("service", editor).decode()

    assert "Heron Hall" in text
    assert "BD1 9ZZ" in text
    assert "Kite" not in text
    assert "LS1 1AA" not in text

    def made(name, code):
        sheet = opened("more.csv", f"Name,Place,Postcode\nYoga,{name},{code}\n".encode())
        choices = {"Name": "name", "Place": "place_name", "Postcode": "place_postal_code"}
        outcome = bring("service", sheet, choices, by=editor)
        return outcome.rows[0].fate, [change.after for change in outcome.rows[0].changes]

    assert made("Heron Hall", "BD1 9ZZ") == made("heron hall", "")
    assert made("Kite Hall", "LS1 1AA")[1] != made("Heron Hall", "BD1 9ZZ")[1]
    assert made("Kite Hall", "LS1 1AA")[1] == [
        each.replace("Crow", "Kite") for each in made("Crow Hall", "LS1 1AA")[1]
    ]


def test_the_postcode_of_a_secret_place_of_others_cannot_be_guessed(editor_of):
    ours = make_organization()
    refuge = make_location(
        name="Safe Haven",
        organization=make_organization(),
        hide_address=True,
        address={"address_1": "7 Hidden Lane", "postal_code": "BD9 9QX"},
    )
    make_service(name="Choir", organization=ours, at=refuge, published=False)
    editor = editor_of(ours)

    def told(name, code):
        sheet = opened("guess.csv", f"Name,Place,Postcode\nChoir,{name},{code}\n".encode())
        choices = {"Name": "name", "Place": "place_name", "Postcode": "place_postal_code"}
        outcome = bring("service", sheet, choices, by=editor)
        [row] = outcome.rows
        return row.fate, row.notes, [vars(one) for one in row.changes]

    for name in ("Safe Haven", ""):
        assert told(name, "BD9 9QX") == told(name, "BD9 9QY")


def test_a_number_that_is_another_record_s_as_well_is_left_as_it_is(editor_of):
    ours, theirs = make_organization(name="Otter Bank"), make_service()
    shared = Phone.objects.create(organization=ours, service=theirs, number="01632 960123")
    sheet = opened("ours.csv", b"Name,Phone\nOtter Bank,01632 960999\n")
    choices, editor = guessed("organization", sheet.headings), editor_of(ours)

    preview = bring("organization", sheet, choices, by=editor)
    bring("organization", sheet, choices, by=editor, confirmed=preview.digest)

    shared.refresh_from_db()
    assert shared.number == "01632 960123"
    assert ours.phones.filter(number="01632 960999", service=None).count() == 1


def test_what_is_changed_in_it_changes_that_alone(moderator):
    service = make_service(name="Choir", description="- bring a towel", alert="Moved.")
    rows = list(csv.reader(io.StringIO(csv_of("service", moderator).decode("utf-8-sig"))))
    at = rows[0].index("Description")
    assert rows[1][at] == "'- bring a towel"
    rows[1][at] = "'- bring a mat"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    sheet = opened("changed.csv", text.getvalue().encode())
    choices = guessed("service", sheet.headings)

    preview = bring("service", sheet, choices, by=moderator)
    bring("service", sheet, choices, by=moderator, confirmed=preview.digest)

    [change] = preview.rows[0].changes
    assert (change.label, change.before, change.after) == (
        "Description",
        "- bring a towel",
        "- bring a mat",
    )
    [after] = Service.objects.values("description", "alert", "status")
    assert after == {"description": "- bring a mat", "alert": "Moved.", "status": service.status}


@pytest.mark.parametrize("size", [2, 40])
def test_it_costs_the_same_however_many(size, moderator, django_assert_max_num_queries):
    for _ in range(size):
        make_service(at=make_location(), published=False)

    with django_assert_max_num_queries(8):
        csv_of("service", moderator)
