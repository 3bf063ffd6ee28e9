"""What mappings can do to values."""

import pytest

from directory.exchange import transforms
from directory.exchange.transforms import EXPANDERS, TRANSFORMS, Unclear


@pytest.mark.parametrize(
    ("name", "texts", "made"),
    [
        ("weekday", ["Monday"], "MO"),
        ("weekday", ["1"], "MO"),
        ("weekday", ["sat & sun"], "SA,SU"),
        ("time", ["9am"], "09:00"),
        ("time", ["12:00am"], "00:00"),
        ("time", ["12:30 p.m."], "12:30"),
        ("time", ["17.30"], "17:30"),
        ("time", ["24:00"], "24:00"),
        ("time", ["9:00:30 am"], "09:00:30"),
        ("time", ["23:59:59"], "23:59:59"),
        ("time_of_day", ["9:00am"], "09:00"),
        ("time_of_day", ["09:00:00"], "09:00"),
        ("time_of_day", ["17:00"], "17:00"),
        ("postcode", ["bd11hx"], "BD1 1HX"),
        ("postcode", [" LS29  0NS"], "LS29 0NS"),
        ("country", ["United Kingdom"], "GB"),
        ("country", ["uk"], "GB"),
        ("country", ["us"], "US"),
        ("country_of_postcode", ["BD1 1HX"], "GB"),
        ("country_of_postcode", ["33136", "FL"], "US"),
        ("country_of_postcode", ["33136-1234", "FL "], "US"),
        ("country_of_postcode", ["33136", "Bavaria"], ""),
        ("uk_phone", ["(01274) 600-000"], "01274 600000"),
        ("lower", ["Active"], "active"),
        ("yes_or_no", ["Yes"], "true"),
    ],
)
def test_a_transform(name, texts, made):
    assert TRANSFORMS[name](*texts) == made


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("weekday", "whenever"),
        ("time", "9"),
        ("time", "13:00pm"),
        ("time", "9:0am"),
        ("time", "6:300pm"),
        ("time", "09:00:60"),
        ("time", "09:00:00.5"),
        ("time", "24:00:01"),
        ("time", "24:30"),
        ("time_of_day", "8:00"),
        ("postcode", "33136"),
        ("country", "Narnia"),
        ("uk_phone", "0123"),
        ("yes_or_no", "perhaps"),
    ],
)
def test_what_a_transform_does_not_guess(name, text):
    with pytest.raises(Unclear):
        TRANSFORMS[name](text)


def test_two_spans_of_hours_are_two_rows():
    spans = list(transforms.weekly_hours({"MO": "10:00-13:00, 14:00-17:00", "TU": ""}))

    assert [(s["byday"], s["opens_at"], s["closes_at"]) for s in spans] == [
        ("MO", "10:00", "13:00"),
        ("MO", "14:00", "17:00"),
    ]


@pytest.mark.parametrize(
    "text", ["1:00-18:00", "00:00", "09:00", "10:00-10:00", "00:00-24:00", "all day"]
)
def test_hours_that_are_not_two_times_are_unclear(text):
    with pytest.raises(Unclear):
        list(transforms.weekly_hours({"MO": text}))


def test_every_transform_and_expander_says_what_it_does():
    for function in [*TRANSFORMS.values(), *EXPANDERS.values()]:
        assert function.__doc__
