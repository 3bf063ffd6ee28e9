"""Words people use for what the directory calls otherwise. Moderators keep them in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from directory.publication.act import lock_log

MOST_PHRASES = 40
LONGEST_PHRASE = 60
MOST_WORDS = 6


def phrases_of(text: str) -> list[str]:
    """The phrases of a field, which stand on lines of their own or between commas."""
    pieces = (" ".join(piece.split()) for line in text.splitlines() for piece in line.split(","))
    return [piece for piece in pieces if piece]


def check_phrases(text: str) -> None:
    """Raises ValidationError with a sentence for everything that search could not use."""
    # Not at the top: the analysis stands after the models that use it.
    from directory.search.words.analysis import analysed

    phrases = phrases_of(text)
    faults = []
    if len(phrases) > MOST_PHRASES:
        faults.append(f"There are {len(phrases)} phrases; {MOST_PHRASES} are the most.")
    for phrase in phrases:
        words = analysed(phrase).tokens.split()
        if len(phrase) > LONGEST_PHRASE:
            faults.append(f"“{phrase[:20]}…” is longer than {LONGEST_PHRASE} letters.")
        elif not words:
            faults.append(f"“{phrase}” has no word that search looks at.")
        elif len(words) > MOST_WORDS:
            faults.append(f"“{phrase}” has more than {MOST_WORDS} words.")
    if faults:
        raise ValidationError(faults)


class ThesaurusQuerySet(models.QuerySet):
    """Whatever changes the thesaurus makes lists read differently, so it says so."""

    def delete(self) -> Any:
        with transaction.atomic():
            answers_change()
            return super().delete()


class ThesaurusEntry(models.Model):
    """Words that mean the same, and what else a search for them should find."""

    words = models.TextField(
        "words that mean the same",
        validators=[check_phrases],
        help_text=(
            "Words or phrases, one a line or with commas between them. A search for any of them "
            "finds the others too. For example: food bank, food parcel, emergency food."
        ),
    )
    finds_also = models.TextField(
        "what else is found",
        blank=True,
        validators=[check_phrases],
        help_text=(
            "Words a search for the above finds as well, but not the other way round. For "
            "“lonely”, for example: befriending, social group."
        ),
    )
    in_use = models.BooleanField(
        default=True, help_text="Untick it to set the entry aside without losing it."
    )
    note = models.CharField(
        "note for moderators", max_length=255, blank=True, help_text="For moderators; not searched."
    )
    shipped_as = models.TextField(
        blank=True, editable=False, help_text="What it was when it came with the software."
    )

    objects = ThesaurusQuerySet.as_manager()

    class Meta:
        ordering = ["words", "id"]
        verbose_name = "set of words that mean the same"
        verbose_name_plural = "words that mean the same"

    def __str__(self) -> str:
        first, *others = phrases_of(self.words) or ["(empty)"]
        return f"{first} and {len(others)} more" if others else first

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        answers_change()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        answers_change()
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        words = {phrase.casefold() for phrase in phrases_of(self.words)}
        others = {phrase.casefold() for phrase in phrases_of(self.finds_also)}
        if not words:
            raise ValidationError({"words": "Give at least one word."})
        if twice := sorted(words & others):
            raise ValidationError({"finds_also": f"“{twice[0]}” stands above already."})
        if len(words) < 2 and not others:
            raise ValidationError(
                {"words": "Give another word that means the same, or what it finds also."}
            )


def answers_change() -> None:
    """Let no list that is remembered, here or by a browser, outlive what is about to change."""
    head = lock_log()
    head.rebuilds += 1
    head.save(update_fields=["rebuilds"])
