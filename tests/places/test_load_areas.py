"""manage.py load_areas, as it is typed."""

import gzip
import json

import pytest
from django.core.management import call_command

from directory.places.areas import area_of, areas_of_point
from directory.places.geometry import Point
from directory.places.models import Area, AreaBoundary, AreaKind, AreaWithin
from tests.places.files import collection, run, square, written, zipped

pytestmark = pytest.mark.django_db

LOOKUP = (
    "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code\n"
    "Bradford 016A,E01010568,Baildon,E05001341,Bradford,E08000032\n"
)
NHS = (
    "lsoa21_name,lsoa21_code,sicbl24_name,sicbl24_code,sicbl24_code_nhs,"
    "icb24_name,icb24_code,icb24_code_nhs\n"
    "Bradford 016A,E01010568,NHS West Yorkshire ICB - 36J,E38000232,36J,"
    "NHS West Yorkshire Integrated Care Board,E54000054,QWO\n"
)
CENTROIDS = "LSOACD,latitude,longitude\nE01010568,53.8465,-1.7546\n"
WARDS = collection(
    (
        {"WD25CD": "E05001341", "WD25NM": "Baildon", "LAD25CD": "E08000032", "LAD25NM": "Bradford"},
        [square(-2, 53, 1)],
    )
)


def load(tmp_path, *contents):
    paths = [
        written(tmp_path / f"{number}.{'geojson' if text[:1] == '{' else 'csv'}", text)
        for number, text in enumerate(contents)
    ]
    return run("load_areas", *paths)


def links():
    return set(AreaWithin.objects.values_list("code", "within"))


def test_a_lookup_gives_areas_their_names_and_what_lies_in_what(tmp_path):
    status, said = load(tmp_path, LOOKUP)

    assert status == 0, said
    assert {(area.code, area.kind, area.name) for area in Area.objects.all()} == {
        ("E01010568", AreaKind.LSOA, "Bradford 016A"),
        ("E05001341", AreaKind.WARD, "Baildon"),
        ("E08000032", AreaKind.LOCAL_AUTHORITY, "Bradford"),
    }
    assert links() == {
        ("E01010568", "E05001341"),
        ("E01010568", "E08000032"),
        ("E05001341", "E08000032"),
    }


def test_the_nhs_place_has_the_name_people_call_it(tmp_path):
    load(tmp_path, NHS)

    place = area_of("36J")
    assert (place.code, place.name) == ("E38000232", "Bradford District and Craven")
    assert area_of("QWO").name == "NHS West Yorkshire Integrated Care Board"
    assert ("E01010568", "E38000232") in links()
    assert ("E38000232", "E54000054") in links()


def test_middles_and_boundaries_are_loaded(tmp_path):
    load(tmp_path, CENTROIDS, WARDS)

    assert area_of("E01010568").middle == Point(53.8465, -1.7546)
    assert area_of("E05001341").middle == pytest.approx((53.5, -1.5))
    assert areas_of_point(53.8, -1.75) == {"E05001341", "E08000032"}


def test_files_add_to_one_another_in_any_order(tmp_path):
    load(tmp_path, CENTROIDS, NHS, WARDS, LOOKUP)
    first = list(Area.objects.order_by("code").values_list())
    Area.objects.all().delete()
    for text in (WARDS, LOOKUP, CENTROIDS, NHS):
        load(tmp_path, text)

    assert list(Area.objects.order_by("code").values_list()) == first
    assert area_of("E01010568").name == "Bradford 016A"


def test_a_second_load_changes_nothing(tmp_path):
    load(tmp_path, CENTROIDS, NHS, WARDS, LOOKUP)

    status, said = load(tmp_path, CENTROIDS, NHS, WARDS, LOOKUP)

    assert status == 0
    counts = [line.split()[-3:] for line in said.splitlines()[1:]]
    assert all(created == changed == "0" for created, changed, _ in counts)
    assert len(counts) == 7


def test_a_newer_file_changes_what_it_tells_otherwise(tmp_path):
    load(tmp_path, WARDS)

    moved = WARDS.replace("Baildon", "Baildon and Esholt").replace("[-2, 53]", "[-2.5, 53]")
    said = load(tmp_path, moved)[1]

    assert "ward                             0         1         0" in said
    assert "boundaries                       0         1         0" in said
    assert AreaBoundary.objects.get().west == -2.5


def test_a_local_authority_that_has_ended_tells_its_successor(tmp_path):
    load(
        tmp_path,
        "LADCD,LADNM,LADCD_ACTIVE,LADNM_ACTIVE,UTLACD,UTLANM\n"
        "E07000163,Craven,E06000065,North Yorkshire,E06000065,North Yorkshire\n"
        "E07000223,Adur,E07000223,Adur,E10000032,West Sussex\n",
    )

    assert area_of("E07000163").successor == "E06000065"
    assert area_of("E07000223").successor == ""
    assert links() == {("E07000223", "E10000032")}


def test_of_a_ward_that_crosses_a_border_nothing_follows(tmp_path):
    load(
        tmp_path,
        "WDCD,WDNM,LADCD,LADNM,LADCD_ACTIVE,LADNM_ACTIVE\n"
        "E05014284,Hunmanby (part),E07000167,Ryedale,E06000065,North Yorkshire\n"
        "E05014284,Hunmanby (part),E07000168,Scarborough,E06000065,North Yorkshire\n",
    )

    assert links() == {("E05014284", "E06000065")}


def test_lsoas_that_were_split_and_merged_lie_in_their_wholes(tmp_path):
    load(
        tmp_path,
        "lsoa11_code,change_code,lsoa21_code\n"
        "E01000001,U,E01000001\n"
        "E01000002,S,E01030002\nE01000002,S,E01030003\n"
        "E01000004,M,E01030005\nE01000006,M,E01030005\n"
        "E01000007,X,E01030008\n",
    )

    assert links() == {
        ("E01030002", "E01000002"),
        ("E01030003", "E01000002"),
        ("E01000004", "E01030005"),
        ("E01000006", "E01030005"),
    }


def test_middles_on_the_national_grid_are_not_taken_for_degrees(tmp_path):
    status, _ = load(
        tmp_path, "X,Y,lsoa11cd,lsoa11nm\n423162.6,564144.3,E01008331,Newcastle 029A\n"
    )

    assert status == 0
    assert area_of("E01008331").middle is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("WD25CD,WD25NM\nE05001341,Baildon\nBaildon,E05001342\n", "should hold an area's code"),
        ("WD25CD,WD25NM\nE05001341,Baildon\n,Toller\n", "has no area's code"),
        ("WD25CD,LAT,LONG\nE05001341,1,1\nE05001342,nan,2\n", "a latitude or longitude that is"),
        ("WD25CD,LAT,LONG\nE05001341,1,1\nE05001342,x,2\n", "a latitude or longitude that is"),
        ("WD25CD,WD25NM\nE05001341,Baildon\nE05001342\n", "fewer cells"),
        (
            collection(({"WD25CD": "E05001341"}, [square(400_000, 430_000, 9)])),
            "not the British National Grid",
        ),
    ],
)
def test_a_row_with_a_fault_is_told_and_stops_nothing(tmp_path, text, fault):
    status, said = load(tmp_path, text)

    assert status == 1
    assert fault in said
    assert Area.objects.filter(code="E05001341").exists()


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Ward,Votes\nToller,7\n", "Its columns are ward, votes."),
        ("WD25CD,WD25NM\n", "have no area"),
        ("", "is empty"),
        ("{}", "no GeoJSON FeatureCollection"),
        ('{"features": [', "not whole GeoJSON"),
        ('{"features": [7]}', "not whole GeoJSON"),
        (WARDS[:-40], "not whole GeoJSON"),
        ('{"features": [{"properties": ' + "[" * 100_000, "nests deeper"),
        ('{"features": [{"properties": {"Votes": 7}}]}', "Its columns are votes."),
        ('{"features": [{"properties": 7}]}', "is no file of areas"),
    ],
)
def test_a_file_that_is_broken_or_none_is_refused(tmp_path, text, because):
    status, said = (
        load(tmp_path, LOOKUP, text) if "have no" not in because else load(tmp_path, text)
    )

    assert status == 2
    assert because in said
    assert not Area.objects.exists()


def test_a_zip_of_tables_and_boundaries_is_loaded(tmp_path):
    status, said = run("load_areas", zipped(tmp_path / "a.zip", lookup=LOOKUP, nhs=NHS))

    assert status == 0, said
    assert Area.objects.count() == 5


def test_a_name_with_signs_no_name_has_comes_in_without_them(tmp_path):
    load(tmp_path, "WD25CD,WD25NM\nE05001341,Bail\x00don\\n\n")

    assert area_of("E05001341").name == "Baildon\\n"


def test_properties_may_be_null_or_numbers(tmp_path):
    features = json.loads(WARDS)
    features["features"][0]["properties"] |= {"CAUTHCD": None, "BNG_E": 415123}
    features["features"].append({"properties": {"WD25CD": "E05001342"}, "geometry": None})

    assert load(tmp_path, json.dumps(features))[0] == 0
    assert Area.objects.filter(kind=AreaKind.WARD).count() == 2


def test_help_teaches(capsys):
    with pytest.raises(SystemExit):
        call_command("load_areas", "--help")

    assert "manage.py load_areas LSOA_2021_BGC.geojson" in capsys.readouterr().out


def test_the_official_files_give_the_nhs_place_and_its_boundaries(shared):
    lookups = shared / "data" / "geo-lookups-england"
    boundaries = shared / "data" / "boundaries-bradford-craven"

    status, _ = run(
        "load_areas",
        lookups / "lsoa21_icb24.csv.gz",
        lookups / "lsoa11_ltla21.csv.gz",
        *sorted(boundaries.glob("*.gz")),
    )

    assert status == 0
    assert area_of("36J").name == "Bradford District and Craven"
    assert AreaWithin.objects.filter(within="E38000232").count() == 312 + 30
    assert set(AreaBoundary.objects.values_list("area_id", flat=True)) == codes(boundaries)
    # City Hall, and Skipton's High Street, which was in Craven.
    assert {"E08000032", "E38000232", "E05001347"} <= areas_of_point(53.7925, -1.7535)
    assert {"E06000065", "E38000232", "E07000163"} <= areas_of_point(53.9620, -2.0165)


def codes(boundaries):
    """The code of every feature of these files: its first property."""
    return {
        next(iter(feature["properties"].values()))
        for path in boundaries.glob("*.gz")
        for feature in json.loads(gzip.decompress(path.read_bytes()))["features"]
    }
