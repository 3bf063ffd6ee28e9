"""Words people use for what the directory calls otherwise."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from directory.publication.reading import version
from directory.search.models import ThesaurusEntry
from directory.search.words.shipped import load_thesaurus, shipped_entries
from tests.search.words.finding import entry, found, names, services

pytestmark = pytest.mark.django_db


def test_words_that_mean_the_same_find_each_other():
    entry("foodbank, food bank, food parcel")
    services("Food bank", "Emergency food parcels", "Bank of food")

    assert set(names("foodbank")) == {"food bank", "emergency food parcels"}
    assert names("food parcel")[0] == "emergency food parcels"


def test_a_widening_goes_one_way():
    entry("lonely", "befriending")
    services("Befriending", "Lonely hearts")

    assert names("lonely") == ["lonely hearts", "befriending"]
    assert names("befriending") == ["befriending"]


def test_a_phrase_is_asked_for_as_one_whatever_small_words_are_in_it():
    entry("someone to talk to", "listening")
    services("Listening ear")

    assert names("I need someone to talk to please") == ["listening ear"]
    assert names("talk") == []


def test_a_phrase_is_known_with_fillers_inside_it():
    entry("raising grandchildren", "kinship")
    services("Kinship")

    assert names("raising her grandchildren") == ["kinship"]
    assert names("raising tall grandchildren") == []


def test_a_phrase_in_quotes_is_looked_for_as_it_is():
    entry("food bank", "pantry")
    services("Pantry")

    assert names('"food bank"') == []


def test_a_word_that_must_not_be_there_is_not_widened():
    entry("carer, befriender")
    services("Befriender", "Carers", description="A club.")

    assert names("club -carer") == ["befriender"]


def test_an_entry_set_aside_does_nothing():
    entry("lonely", "befriending", in_use=False)
    services("Befriending")

    assert names("lonely") == []


def test_a_change_counts_at_once_and_lists_get_another_etag():
    services("Befriending")
    assert names("lonely") == []
    before = version().tag

    made = entry("lonely", "befriending")

    assert names("lonely") == ["befriending"]
    assert version().tag != before
    ThesaurusEntry.objects.filter(pk=made.pk).delete()
    assert names("lonely") == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"words": "food bank"}, "Give another word"),
        ({"words": "  , \n"}, "at least one word"),
        ({"words": "the, a b"}, "“the” has no word"),
        ({"words": "x" * 61 + ", y"}, "longer than 60"),
        ({"words": "one two three four five six seven, y"}, "more than 6 words"),
        ({"words": ",".join(f"w{n}" for n in range(41))}, "40 are the most"),
        ({"words": "lonely", "finds_also": "Lonely"}, "stands above already"),
    ],
)
def test_what_search_could_not_use_is_refused_in_a_sentence(fields, fault):
    with pytest.raises(ValidationError) as refused:
        ThesaurusEntry(**fields).full_clean()

    assert fault in " ".join(refused.value.messages)


def test_what_comes_with_the_software_is_valid_and_enough():
    entries = shipped_entries()

    assert len(entries) >= 150
    for words, finds_also in entries.values():
        ThesaurusEntry(words=words, finds_also=finds_also).full_clean()


def test_loading_twice_changes_nothing(capsys):
    call_command("load_thesaurus")
    before = list(ThesaurusEntry.objects.values())
    call_command("load_thesaurus")

    assert list(ThesaurusEntry.objects.values()) == before
    assert "0 new, 0 brought up to date" in capsys.readouterr().out


def test_loading_keeps_what_a_moderator_changed_and_updates_the_rest():
    load_thesaurus()
    edited, old = ThesaurusEntry.objects.all()[:2]
    edited.finds_also = "something of our own"
    edited.save()
    old.shipped_as = old.words.splitlines()[0] + ", older"
    old.words, old.finds_also = old.shipped_as.replace(", ", "\n"), ""
    old.save()

    assert load_thesaurus() == (0, 1, len(shipped_entries()) - 1)
    edited.refresh_from_db()
    old.refresh_from_db()
    assert edited.finds_also == "something of our own"
    assert old.shipped_as in shipped_entries()


def test_moderators_edit_it_in_the_admin(admin_client):
    response = admin_client.post(
        reverse("admin:search_thesaurusentry_add"),
        {"words": "lonely", "finds_also": "befriending", "in_use": "on", "note": ""},
    )
    services("Befriending")

    assert response.status_code == 302
    assert found("lonely").rows.count() == 1


def test_what_came_with_the_software_is_set_aside_rather_than_deleted(admin_client):
    load_thesaurus()
    one = ThesaurusEntry.objects.first()

    admin_client.post(
        reverse("admin:search_thesaurusentry_changelist"),
        {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"},
    )

    assert ThesaurusEntry.objects.filter(pk=one.pk).exists()
