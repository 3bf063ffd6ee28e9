"""manage.py load_postcodes, as it is typed."""

import gzip
import zipfile

import pytest
from django.core.management import call_command

from directory.places.loading import files, postcodes
from directory.places.models import KnownPostcode, OutwardCode
from tests.places.files import NSPL, nspl, run, table, written, zipped

pytestmark = pytest.mark.django_db

SHORT = "Postcode,lat,long\nBD1 1AA,53.79603,-1.75060\nAB101AA,57.14823,-2.09665\n"


def load(path, *options):
    return run("load_postcodes", path, *options)


def stored():
    return list(KnownPostcode.objects.order_by("key").values_list())


def test_an_edition_of_nspl_is_loaded_with_all_it_tells(tmp_path):
    ended = {"pcds": "BD1 1AB", "doterm": "202405", "lat": "53.9"}

    status, said = load(written(tmp_path / "nspl.csv", nspl({}, ended)))

    assert status == 0
    assert "Postcodes: 2 created, 0 changed, 0 unchanged, 0 gone." in said
    areas = ("E01033690", "E05001347", "E08000032")
    assert stored() == [
        ("BD11AA", 53796030, -1750600, None, *areas),
        ("BD11AB", 53900000, -1750600, 202405, *areas),
    ]


# What ONS has called the columns, one edition or another.
@pytest.mark.parametrize(
    "names",
    [
        {"pcds": "pcd7", "osward": "ward", "oslaua": "laua", "lsoa21": "lsoa21cd"},
        {"pcds": "pcd8", "osward": "wd25cd", "oslaua": "lad25cd", "lsoa21": "LSOA21CD"},
        {"pcds": "PCD", "lat": "LATITUDE", "long": " Longitude "},
    ],
)
def test_columns_are_known_by_the_names_of_every_edition(tmp_path, names):
    row = {names.get(name, name): value for name, value in NSPL.items() if name != "pcd"}

    assert load(written(tmp_path / "a.csv", "\ufeff" + table(row)))[0] == 0
    assert stored() == [("BD11AA", 53796030, -1750600, None, "E01033690", "E05001347", "E08000032")]


def test_lsoas_of_2011_are_not_taken_for_those_of_2021(tmp_path):
    row = {name: value for name, value in NSPL.items() if name != "lsoa21"}

    load(written(tmp_path / "a.csv", table(row)))

    assert KnownPostcode.objects.get().lsoa == ""


@pytest.mark.parametrize("name", ["nspl.csv", "nspl.csv.gz"])
def test_the_short_form_is_loaded_plain_or_in_gzip(tmp_path, name):
    status, said = load(written(tmp_path / name, SHORT))

    assert status == 0
    assert "does not say which postcodes have ended" in said
    assert [row[0] for row in stored()] == ["AB101AA", "BD11AA"]


@pytest.mark.parametrize(
    "members",
    [
        {"Data__NSPL_MAY_2025_UK": nspl({}), "Data__multi_csv__NSPL_MAY_2025_UK_BD": nspl({})},
        {"Data__ONSPD_FEB_2024_UK": nspl({}), "Documents__names": "a,b\n1,2\n"},
        {
            "x__multi_csv__ONSPD_UK_AB": nspl({}),
            "x__multi_csv__ONSPD_UK_B": nspl({"pcds": "B1 1AA"}),
        },
        {"only": SHORT},
    ],
)
def test_the_tables_of_a_zip_are_found_as_ons_lays_it_out(tmp_path, members):
    status, said = load(zipped(tmp_path / "ons.zip", **members))

    assert status == 0, said
    assert KnownPostcode.objects.filter(key="BD11AA").exists()
    assert "second time" not in said


def test_a_second_load_changes_nothing(tmp_path):
    path = written(tmp_path / "a.csv", nspl({}, {"pcds": "BD1 1AB"}))
    load(path)
    before = stored(), list(OutwardCode.objects.values_list())

    assert "Postcodes: 0 created, 0 changed, 2 unchanged, 0 gone." in load(path)[1]
    assert (stored(), list(OutwardCode.objects.values_list())) == before


def test_a_newer_edition_changes_what_it_tells_otherwise(tmp_path):
    load(written(tmp_path / "a.csv", nspl({}, {"pcds": "BD1 1AB"}, {"pcds": "BD1 1AD"})))

    newer = nspl({"lat": "53.8"}, {"pcds": "BD1 1AB"}, {"pcds": "BD1 1AE"})
    said = load(written(tmp_path / "b.csv", newer))[1]

    assert "Postcodes: 1 created, 1 changed, 1 unchanged, 1 gone." in said
    assert "gone stays" in said
    assert [row[:2] for row in stored()] == [
        ("BD11AA", 53800000),
        ("BD11AB", 53796030),
        ("BD11AD", 53796030),
        ("BD11AE", 53796030),
    ]


def test_what_an_edition_has_no_longer_is_removed_when_asked_to(tmp_path):
    load(written(tmp_path / "a.csv", nspl({}, {"pcds": "BD1 1AB"}, {"pcds": "LS1 1AA"})))

    said = load(written(tmp_path / "b.csv", nspl({})), "--remove-gone")[1]

    assert "gone was removed: 2." in said
    assert [row[0] for row in stored()] == ["BD11AA"]
    assert [code.code for code in OutwardCode.objects.all()] == ["BD1"]


def test_what_a_file_has_no_column_for_stays(tmp_path):
    load(written(tmp_path / "a.csv", nspl({"doterm": "202001"})))
    load(written(tmp_path / "b.csv", "Postcode,lat,long\nBD1 1AA,53.9,-1.7\n"))

    assert stored() == [
        ("BD11AA", 53900000, -1700000, 202001, "E01033690", "E05001347", "E08000032")
    ]


def test_an_outward_code_is_the_mean_of_its_live_postcodes(tmp_path):
    rows = [
        {"lat": "53.0", "long": "-1.0"},
        {"pcds": "BD1 1AB", "lat": "54.0", "long": "-2.0"},
        {"pcds": "BD1 1AD", "lat": "55.0", "doterm": "202001"},
        {"pcds": "NPT 0AD", "lat": "51.5", "long": "-3.0", "doterm": "199601"},
    ]

    load(written(tmp_path / "a.csv", nspl(*rows)))

    assert list(OutwardCode.objects.order_by("code").values_list()) == [
        ("BD1", 53500000, -1500000, 2),
        ("NPT", 51500000, -3000000, 0),
    ]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("", "0.00000"), ("", ""), ("99.999999", "0.000000"), ("0.000000", "0.000000"), (" ", " ")],
)
def test_nowhere_is_no_place_and_no_fault(tmp_path, latitude, longitude):
    nowhere = {"pcds": "GIR 0AA", "lat": latitude, "long": longitude}

    status, said = load(written(tmp_path / "a.csv", nspl({}, nowhere)))

    assert status == 0
    assert "Passed over, as ONS gives them no place: 1." in said
    assert [row[0] for row in stored()] == ["BD11AA"]


def test_the_meridian_of_greenwich_is_a_place(tmp_path):
    load(written(tmp_path / "a.csv", nspl({"pcds": "SE10 9NN", "lat": "51.48", "long": "0.0"})))

    assert KnownPostcode.objects.get().longitude == 0


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"pcds": "Posted"}, "not a postcode"),
        ({"pcds": "BD1\x001AA"}, "not a postcode"),
        ({"lat": "north"}, "not a number"),
        ({"lat": "nan"}, "not in the United Kingdom"),
        ({"lat": "-1.75", "long": "53.79"}, "swapped"),
        ({"pcds": "bd11aa"}, "a second time"),
        ({"pcds": "BD1 1AB", "doterm": "soon"}, "the month it ended cannot be read"),
        ({"pcds": "BD1 1AB", "oslaua": "Bradford"}, "an area's code is of no such area"),
        ({"pcds": "BD1 1AB", "oslaua": "E05001347"}, "an area's code is of no such area"),
    ],
)
def test_a_row_with_a_fault_is_told_and_stops_nothing(tmp_path, change, fault):
    status, said = load(written(tmp_path / "a.csv", nspl({}, change, {"pcds": "BD1 1ZZ"})))

    assert status == 1
    assert "1 fault:" in said
    assert fault in said
    assert "a.csv:3" in said
    assert {"BD11AA", "BD11ZZ"} <= {row[0] for row in stored()}


def test_codes_that_stand_for_nowhere_are_blank(tmp_path):
    status, _ = load(written(tmp_path / "a.csv", nspl({"osward": "E99999999", "lsoa21": ""})))

    assert status == 0
    assert stored()[0][4:] == ("", "", "E08000032")


def refused(path, because, *options):
    before = stored()
    status, said = load(path, *options)
    assert status == 2
    assert because in said
    assert said.endswith("Nothing was loaded.")
    assert stored() == before


def test_a_file_without_the_columns_is_refused_and_told_which_it_has(tmp_path):
    refused(
        written(tmp_path / "a.csv", "Ward,Votes\nToller,7\n"),
        "no column of postcodes (pcds or pcd8 or pcd7 or pcd2 or pcd or postcode). "
        "Its columns are ward, votes.",
    )


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "\n\n", "is empty"),
        ("a.csv", "Postcode,lat,long\n", "has no postcode with a place"),
        ("a.csv", "Postcode,lat,long\nBD1 1AA,,\n", "has no postcode with a place"),
        ("a.csv", SHORT.encode("utf-16"), "is UTF-16 text"),
        ("a.csv", b"\0" * 1000, "is not text"),
        ("a.csv", (SHORT * 1).encode() + b"\xff\xfe,1,1\n", "is not text in UTF-8"),
        ("a.csv", SHORT + '"BD1 1AB,53.1,-1.7\n', "is not a whole CSV file"),
        ("a.csv", SHORT + "x" * 100_000, "it is no table"),
        ("a.csv", SHORT + '"' + 'x\n","' * 20_000, "it is no table"),
        ("a.csv", "lat,long,pcds" + ",x" * 600 + "\n", "it is no file of ONS"),
        ("a.zip", b"PK\x03\x04 and no more", "cannot be read to its end"),
        ("a.csv", gzip.compress(SHORT.encode())[:-12], "cannot be read to its end"),
    ],
)
def test_a_file_that_is_broken_or_none_is_refused(tmp_path, name, content, because):
    refused(written(tmp_path / name, content), because)


def test_quotes_may_span_lines_and_no_row_counts_towards_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_ROW", 30)

    load(written(tmp_path / "a.csv", SHORT + '"BD1\n1AB",53.79,-1.75\n'))

    assert [row[0] for row in stored()] == ["AB101AA", "BD11AA", "BD11AB"]


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("command", ["load_postcodes", "load_areas"])
def test_a_zip_with_damage_is_refused_and_what_was_there_stays(tmp_path, command, packed):
    load(written(tmp_path / "a.csv", nspl({})))
    before = stored()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", packed) as archive:
        archive.writestr("only.csv", "".join(f"{number}," for number in range(5_000)))
    damaged = bytearray(path.read_bytes())
    damaged[1_000:1_100] = bytes(100)
    path.write_bytes(damaged)

    status, said = run(command, path)

    assert status == 2
    assert "only.csv cannot be read to its end" in said
    assert "Fetch it again" in said
    assert stored() == before


def test_a_zip_packed_in_a_way_of_others_is_refused_with_one_that_works(tmp_path):
    path = zipped(tmp_path / "a.zip", only=SHORT)
    packed = path.read_bytes()
    deflated, deflate64 = b"\x08\0", b"\x09\0"
    for place in (packed.index(b"PK\3\4") + 8, packed.index(b"PK\1\2") + 10):
        assert packed[place : place + 2] == deflated
        packed = packed[:place] + deflate64 + packed[place + 2 :]
    path.write_bytes(packed)

    refused(path, "only.csv is packed in a way that is not read here")
    refused(path, "give what was in it: a .csv")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    refused(tmp_path / "nowhere.csv", "is not a file")
    refused(tmp_path, "is not a file")


@pytest.mark.parametrize("name", ["bomb.gz", "bomb.zip"])
def test_what_unpacks_to_far_too_much_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.setattr(files, "RATIO_MATTERS_FROM_BYTES", 100_000)
    bomb = "Postcode,lat,long\n" + "BD1 1AA,53.79603,-1.75060\n" * 200_000
    path = tmp_path / name
    if name.endswith("zip"):
        zipped(path, bomb=bomb)
    else:
        written(path, bomb)

    refused(path, "which no file of ONS does")


def test_a_zip_with_several_tables_or_none_is_refused(tmp_path):
    refused(zipped(tmp_path / "a.zip", one=SHORT, two=SHORT), "has 2 tables")
    refused(zipped(tmp_path / "b.zip"), "it has nothing")


def test_after_a_crash_nothing_is_half_loaded(tmp_path, monkeypatch):
    load(written(tmp_path / "a.csv", nspl({})))
    before = stored()
    monkeypatch.setattr(postcodes, "BATCH", 1)
    monkeypatch.setattr(postcodes, "_summarise", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load(written(tmp_path / "b.csv", nspl({"lat": "53.8"}, {"pcds": "BD1 1AB"})))

    assert stored() == before


def test_a_file_that_breaks_off_late_leaves_nothing_of_what_came_before(tmp_path, monkeypatch):
    monkeypatch.setattr(postcodes, "BATCH", 1)

    refused(written(tmp_path / "a.csv", SHORT.encode() + b"\xff,1,1\n"), "not text in UTF-8")
    assert stored() == []


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_batches_make_no_difference(tmp_path, monkeypatch, batch):
    monkeypatch.setattr(postcodes, "BATCH", batch)
    rows = [{"pcds": f"BD{number} 1A{letter}"} for number in range(1, 6) for letter in "AB"]
    load(written(tmp_path / "a.csv", nspl(*rows[:6])))

    said = load(written(tmp_path / "b.csv", nspl(*[{**row, "lat": "53.5"} for row in rows])))[1]

    assert "Postcodes: 4 created, 6 changed, 0 unchanged, 0 gone." in said
    assert len(stored()) == 10


def test_help_teaches(capsys):
    with pytest.raises(SystemExit):
        call_command("load_postcodes", "--help")

    said = capsys.readouterr().out
    assert "manage.py load_postcodes NSPL_MAY_2025.zip" in said
    assert "exit status" in said


def test_the_official_region_file_is_loaded_with_its_areas(shared, tmp_path):
    path = shared / "data" / "uk-postcodes-nspl" / "postcodes_bradford_craven_region.csv.gz"
    with gzip.open(path, "rt") as lines:
        some = [line for number, line in enumerate(lines) if number % 50 == 0]

    status, said = load(written(tmp_path / "some.csv", "".join(some)))

    assert status == 0, said
    assert KnownPostcode.objects.count() == len(some) - 1
    assert not KnownPostcode.objects.filter(lsoa="").exists()
