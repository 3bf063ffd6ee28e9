"""The form of one sentence: when it runs. A row that no sentence says is kept as it is."""

import re
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.admin.editing.forms import as_typed
from directory.admin.editing.inputs import DateInput, TimeInput
from directory.admin.hours.notes import Notes, read_notes, write_notes
from directory.admin.hours.reading import as_published, sentence_of
from directory.admin.hours.row_form import RowForm
from directory.admin.hours.sentences import Afterwards, HowOften, Sentence
from directory.admin.hours.writing import apply
from directory.models import Schedule
from directory.search.hours.wording import DAYS, in_words

WHICH = [(1, "first"), (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"), (-1, "last")]
EVERY = [
    (1, "Every week or month"),
    (2, "Every other week or month"),
    (3, "Every third"),
    (4, "Every fourth"),
    (5, "Every fifth"),
    (6, "Every sixth"),
    (8, "Every eighth"),
    (12, "Every twelfth"),
]
# Words that tell a day or a time: if the times change, they are no longer true.
_TELLS_TIMES = re.compile(
    r"\d|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(noon|midnight|midday)\b|\bevery\b",
    re.IGNORECASE,
)


class SessionForm(RowForm):
    """When it runs, as a sentence."""

    how_often = forms.ChoiceField(
        label="How often?",
        choices=[("", "Choose…"), *HowOften.choices],
        required=False,
        help_text="If there are two sessions on one day, add each as a time of its own.",
    )
    days = forms.TypedMultipleChoiceField(
        label="On which days?",
        coerce=int,
        choices=list(enumerate(DAYS)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    which = forms.TypedMultipleChoiceField(
        label="Which of the month?",
        coerce=int,
        choices=WHICH,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For “monthly on a weekday”: the second Saturday is second, and Saturday.",
    )
    dates = forms.CharField(
        label="On which dates of the month?",
        required=False,
        max_length=100,
        help_text="Numbers with commas between them, such as 1, 15. “last” is the last day.",
    )
    starts = forms.TimeField(
        label="When does it start?",
        required=False,
        widget=TimeInput,
        help_text="Such as 10:00.",
    )
    ends = forms.TimeField(
        label="When does it end?",
        required=False,
        widget=TimeInput,
        help_text="Such as 12:30. If it goes on past midnight, put the time it ends that night.",
    )
    every = forms.TypedChoiceField(
        label="Every week, or fewer?",
        coerce=int,
        choices=EVERY,
        required=False,
        initial=1,
        empty_value=None,
        help_text="For every other week, give the first date below, so that people know which.",
    )
    first = forms.DateField(
        label="From which date?",
        required=False,
        widget=DateInput,
        help_text="The first session. Leave it blank if it has always run.",
    )
    last = forms.DateField(
        label="Until which date?",
        required=False,
        widget=DateInput,
        help_text="The last session. Leave it blank if it goes on.",
    )
    sessions = forms.IntegerField(
        label="Or how many sessions are there?",
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="For a course, such as 6.",
    )
    afterwards = forms.ChoiceField(
        label="And after the last date?",
        choices=Afterwards.choices,
        required=False,
        initial=Afterwards.ENDS.value,
    )
    term_time = forms.BooleanField(
        label="In term time only",
        required=False,
        help_text="Schools differ: list the holidays under “When is it closed?” if you can.",
    )
    booked = forms.BooleanField(label="By appointment: people book first", required=False)
    others = forms.CharField(
        label="Anything else about these times?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as: doors open ten minutes before.",
    )
    words = forms.CharField(
        label="How would you say it yourself?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave it blank and the sentence above is used.",
    )
    attending = forms.CharField(
        label="How do people take part at these times?",
        required=False,
        max_length=255,
        help_text="If it differs from time to time: in person, online or by phone.",
    )
    link = forms.URLField(
        label="Is there a web page with the times?",
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text="Starting with https://.",
    )

    # The form's fields of a sentence, which stand together; the rest is shown under "More".
    MAIN = ("how_often", "days", "which", "dates", "starts", "ends")
    MORE = (
        *("every", "first", "last", "sessions", "afterwards", "term_time", "booked"),
        *("others", "words", "attending", "link"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            return
        if self.sentence_before is None:
            self.keep()
            return
        self.initial.update(_initial(self.sentence_before, self.instance))
        every = self.sentence_before.every
        if every not in dict(EVERY):
            self.fields["every"].choices = [*EVERY, (every, f"Every {every} weeks or months")]  # type: ignore[attr-defined]

    @cached_property
    def sentence_before(self) -> Sentence | None:
        """What the row says; None for a new one, and for one the editor cannot say."""
        return None if self.is_new else sentence_of(self.before)

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE if name in self.fields]

    @property
    def says_more(self) -> bool:
        """Whether anything under "More" is filled in or wrong, so that it is shown open."""
        unsaid = {"every": ("1", ""), "afterwards": (Afterwards.ENDS, "")}
        return any(
            field.errors or str(field.value() or "") not in unsaid.get(field.name, ("",))
            for field in self.more
        )

    def clean_dates(self) -> frozenset[int]:
        found = set()
        for part in re.split(r"[,;\s]+", self.cleaned_data["dates"].casefold()):
            part = "-1" if part == "last" else re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part)
            if part in ("", "and", "the"):
                continue
            if not re.fullmatch(r"-?\d{1,2}", part, re.ASCII) or not 1 <= abs(int(part)) <= 31:
                raise ValidationError("Give dates from 1 to 31, such as 1, 15, or “last”.")
            found.add(int(part))
        return frozenset(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.kept_words or not self.has_changed():
            return cleaned
        self.is_understood = False
        how_often = HowOften(cleaned["how_often"]) if cleaned.get("how_often") else None
        if how_often is None and cleaned.get("days") and cleaned.get("starts"):
            how_often = HowOften.WEEKLY  # What else can be meant by a day and a time?
        if how_often is None:
            if not self.is_to_go and "how_often" not in self.errors:
                self.add_error("how_often", "Choose how often, or remove this time.")
            return cleaned
        if how_often.has_times:
            self._ask_for_what_is_missing(how_often, cleaned)
        if not self.errors:
            self.is_understood = True
            self._write(self._sentence(how_often, cleaned), cleaned)
        return cleaned

    def _ask_for_what_is_missing(self, how_often: HowOften, cleaned: dict[str, Any]) -> None:
        """What no sentence of this kind makes sense without."""
        blank = {
            "days": how_often in (HowOften.WEEKLY, HowOften.MONTHLY) and "Tick at least one day.",
            "which": how_often == HowOften.MONTHLY and "Tick which: first, second, last…",
            "dates": how_often == HowOften.DATES and "Give at least one date, such as 15.",
            "starts": "Give the time it starts, such as 10:00.",
            "first": (how_often == HowOften.ONCE and "Give the date.")
            or ((cleaned.get("every") or 1) > 1 and "Give the first date: it tells which weeks.")
            or (cleaned.get("sessions") and "Give the date of the first session."),
        }
        for name, told in blank.items():
            # Midnight is a time.
            missing = cleaned.get(name) is None or cleaned.get(name) in ([], frozenset())
            if told and missing and name not in self.errors:
                self.add_error(name, told)
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last and how_often != HowOften.ONCE:
            self.add_error("last", "The last date is before the first.")

    def _sentence(self, how_often: HowOften, cleaned: dict[str, Any]) -> Sentence:
        """The sentence, without what belongs to other kinds of it."""
        if not how_often.has_times:
            return Sentence(how_often)
        sentence = Sentence(
            how_often, starts=cleaned["starts"], ends=cleaned["ends"], first=cleaned["first"]
        )
        parts: dict[str, Any] = {}
        if how_often in (HowOften.WEEKLY, HowOften.MONTHLY):
            parts["days"] = frozenset(cleaned["days"])
        if how_often == HowOften.MONTHLY:
            parts["which"] = frozenset(cleaned["which"])
        if how_often == HowOften.DATES:
            parts["dates"] = cleaned["dates"]
        if how_often != HowOften.ONCE:
            parts |= {"every": cleaned["every"] or 1, "last": cleaned["last"]}
            parts["count"] = cleaned["sessions"]
            if cleaned["last"]:
                parts["afterwards"] = Afterwards(cleaned["afterwards"] or Afterwards.ENDS)
        return replace(sentence, **parts)

    def _write(self, sentence: Sentence, cleaned: dict[str, Any]) -> None:
        """Make the row say `sentence` and what stands beside it; untouched columns stay."""
        row = self.instance
        differs = sentence != self.sentence_before
        if differs:
            apply(sentence, row, before=self.sentence_before)
        notes = Notes(cleaned["term_time"], cleaned["booked"], cleaned["others"])
        if self._touched("term_time", "booked", "others"):
            row.notes = write_notes(notes)
        if self._touched("attending"):
            row.attending_type = cleaned["attending"]
        if self._touched("link"):
            row.schedule_link = cleaned["link"]
        if sentence.how_often.has_times:
            self._write_words(differs, cleaned["words"])

    def _write_words(self, differs: bool, words: str) -> None:
        """The times in words: the editor's own, else ours. Words that told other times go."""
        untouched = not self._touched("words")
        stale = differs and untouched and _TELLS_TIMES.search(words)
        if stale or not words.strip():
            if differs or not untouched:
                self.instance.description = in_words(
                    as_published(self.instance) | {"description": ""}
                )
        elif not untouched:
            self.instance.description = words

    def _touched(self, *names: str) -> bool:
        return any(name in self.changed_data for name in names)


def _initial(sentence: Sentence, row: Schedule) -> dict[str, Any]:
    """What the form of `row` shows."""
    notes = read_notes(row.notes)
    dates = sorted(sentence.dates, key=lambda day: (day < 0, day))
    return {
        "how_often": sentence.how_often.value,
        "days": sorted(sentence.days),
        "which": sorted(sentence.which),
        "dates": ", ".join("last" if day == -1 else str(day) for day in dates),
        "starts": sentence.starts,
        "ends": sentence.ends,
        "every": sentence.every,
        "first": sentence.first,
        "last": sentence.last,
        "sessions": sentence.count,
        "afterwards": sentence.afterwards.value,
        "term_time": notes.term_time,
        "booked": notes.booked,
        "others": as_typed(notes.others),
        "words": row.description if sentence.how_often.has_times else "",
        "attending": row.attending_type,
        "link": row.schedule_link,
    }
