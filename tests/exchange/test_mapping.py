"""Mappings: strict where they are written, plain in what they do."""

import pytest

from directory.exchange.faults import Action, Unusable, Where
from directory.exchange.mapped import Mapper
from directory.exchange.mapping import load_mapping, shipped
from directory.exchange.rows import SourceRow

CLUBS = """
blank = ["-"]
[constants]
country = "GB"
[lookups.counties]
Keighley = "West Yorkshire"
[[rows]]
from = "clubs*"
to = "address"
id = ["Club", "Postcode"]
[rows.fields]
location_id = "Club"
address_1 = { column = "Address", split = ",", part = 0 }
city = "Town"
state_province = { column = "Town", lookup = "counties" }
postal_code = { column = "Postcode", transform = "postcode" }
country = { constant = "country" }
attention = { text = "{Club}[ ({Leader})]" }
"""
CLUB = {
    "Club": "Otters",
    "Address": "1 Row, Back",
    "Town": "Keighley",
    "Postcode": "bd211aa",
    "Leader": "-",
}


@pytest.fixture
def load(tmp_path):
    """Loads a mapping written as text."""

    def load(text: str, name: str = "clubs.toml", **constants: str):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return load_mapping(str(tmp_path / name), constants)

    return load


def mapped(mapping, row, table="clubs"):
    faults = []
    mapper = Mapper(mapping, faults.append)
    rows = list(mapper(SourceRow(table, row, Where("clubs.csv", 2))))
    mapper.report_unread()
    return rows, faults


def test_columns_become_hsds(load):
    rows, faults = mapped(load(CLUBS), CLUB)

    assert rows[0].table == "address"
    assert rows[0].values == {
        "id": "Otters | bd211aa",
        "location_id": "Otters",
        "address_1": "1 Row",
        "city": "Keighley",
        "state_province": "West Yorkshire",
        "postal_code": "BD21 1AA",
        "country": "GB",
        "attention": "Otters",
    }
    assert faults == []


def test_an_optional_part_of_a_text_stays_when_its_column_is_filled(load):
    rows, _ = mapped(load(CLUBS), {**CLUB, "Leader": "Ann"})

    assert rows[0].values["attention"] == "Otters (Ann)"


def test_a_constant_may_be_given_from_outside(load):
    rows, _ = mapped(load(CLUBS, country="IE"), CLUB)

    assert rows[0].values["country"] == "IE"


def test_a_value_no_lookup_or_transform_knows_is_left_blank_and_told(load):
    rows, faults = mapped(load(CLUBS), {**CLUB, "Town": "Otley", "Postcode": "LS21"})

    assert rows[0].values["state_province"] == rows[0].values["postal_code"] == ""
    assert {(f.field, f.action) for f in faults} == {
        ("state_province", Action.REPAIRED),
        ("postal_code", Action.REPAIRED),
    }


def test_an_unread_column_is_noted_once_with_its_count(load):
    faults = []
    mapper = Mapper(load(CLUBS), faults.append)
    for line in (2, 3, 4):
        list(mapper(SourceRow("clubs", {**CLUB, "Colour": "red"}, Where("clubs.csv", line))))
    mapper.report_unread()

    (fault,) = faults
    assert (fault.field, fault.value, fault.where.line) == ("Colour", "red (3 rows)", 2)


def test_a_column_ignored_on_purpose_is_not_noted(load):
    mapping = load(CLUBS + '[ignored]\n"clubs.Colour" = ""\n')

    assert mapped(mapping, {**CLUB, "Colour": "red"})[1] == []


def test_a_table_no_rule_reads_is_noted(load):
    rows, faults = mapped(load(CLUBS), CLUB, table="people")

    assert rows == []
    assert "does not read this table" in faults[0].message


def test_a_mapping_may_extend_another(load, tmp_path):
    load(CLUBS)
    mapping = load('extends = "clubs.toml"\n[constants]\ncountry = "IE"\n', "irish.toml")

    assert mapped(mapping, CLUB)[0][0].values["country"] == "IE"


def test_mappings_that_extend_each_other_are_refused(load, tmp_path):
    (tmp_path / "b.toml").write_text('extends = "a.toml"')

    with pytest.raises(Unusable, match=r"in a circle: a.toml -> b.toml -> a.toml"):
        load('extends = "b.toml"', "a.toml")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (('to = "address"', 'to = "adress"'), "'adress' is no HSDS table. What works: accessib"),
        (('city = "Town"', 'town = "Town"'), "address has no column 'town'. What works: address_1"),
        (('transform = "postcode"', 'transform = "zip"'), "unknown transform 'zip'. What works"),
        (('lookup = "counties"', 'lookup = "towns"'), "unknown lookup 'towns'. What works: count"),
        (('constant = "country"', 'constant = "land"'), "unknown constant 'land'. What works: co"),
        (("{ constant =", "{ column = 'Town', constant ="), "comes from exactly one of: column"),
        (("part = 0", "piece = 0"), "unknown key 'piece'. What works: blank_means, column"),
        (("blank = ", "empty = "), "unknown key 'empty'. What works: about, blank, constants"),
        (('from = "clubs*"', ""), "'from' is missing"),
        (("[constants]", "[constants"), "is not TOML"),
    ],
)
def test_a_mistake_is_refused_with_what_works(load, change, refusal):
    with pytest.raises(Unusable) as refused:
        load(CLUBS.replace(*change))

    assert refusal in str(refused.value)


def test_a_name_that_is_no_mapping_is_refused_with_those_there_are():
    with pytest.raises(Unusable, match="or one of: hsds-1, uk-libraries"):
        load_mapping("hsds1")


def test_an_unknown_constant_is_refused():
    with pytest.raises(Unusable, match="--set land"):
        load_mapping("hsds-1", {"land": "US"})


@pytest.mark.parametrize("name", shipped())
def test_the_mappings_shipped_are_sound(name):
    assert load_mapping(name).rules
