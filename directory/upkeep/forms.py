"""The forms of the pages that need no log-in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.upkeep import stamps
from directory.upkeep.models import Topic
from directory.upkeep.models.problems import LONGEST_MESSAGE
from directory.upkeep.texts import plain


class PlainText(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_MESSAGE, **kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return plain(super().to_python(value) or "")
        except ValueError as fault:
            raise ValidationError(str(fault)) from None


class PlainForm(forms.Form):
    """A form whose questions end as they are written, without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ReportForm(PlainForm):
    """What is wrong with an entry, from whoever noticed."""

    topic = forms.ChoiceField(
        label="What is wrong?",
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong."},
    )
    message = PlainText(
        label="What should we know?",
        required=False,
        help_text="Such as the right number, or when you found it closed. The people who look "
        "after the entry read this: please leave out anything private about you or anybody else.",
    )
    reply_to = forms.EmailField(
        label="Your e-mail address, if we may ask you something (optional)",
        required=False,
        help_text="Only the directory's moderators see it. It is deleted once the report is "
        "settled.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Programs fill in whatever they find; people never see this one.
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Please leave this empty: it is there to catch programs.")
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        silent = not cleaned.get("message") and "message" not in self.errors
        if silent and cleaned.get("topic") == Topic.OTHER:
            self.add_error("message", "Tell us in a few words what is wrong.")
        if not self.errors:
            self._check_stamp(self.data.get("stamp", ""))
        return cleaned

    def _check_stamp(self, stamp: str) -> None:
        try:
            stamps.check(stamp, self.subject)
        except stamps.TooSoon:
            raise ValidationError("That was very quick. Please look once more, and send.") from None
        except stamps.TooLate:
            raise ValidationError(
                "This page had been open for very long. Please look once more, and send."
            ) from None

    def fresh_stamp(self) -> str:
        """What the form is to be stamped with when it is shown."""
        return stamps.stamp(self.subject)


class ChangedForm(PlainForm):
    """What changed, for a moderator to see to."""

    message = PlainText(
        label="What has changed?",
        help_text="Such as: from January we meet on Thursdays at 2 pm. A moderator changes it for "
        "you.",
        error_messages={"required": "Tell us in a few words what has changed."},
    )


class ClosedForm(PlainForm):
    """Whether a service is closed for good or for a while."""

    closed = forms.ChoiceField(
        label="Has it closed for good?",
        choices=[
            ("good", "Yes, for good: take it out of the directory"),
            ("while", "No, only for a while: say so in the directory"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    until = forms.DateField(
        label="If for a while: until when? (optional)",
        required=False,
        help_text="The last day it is closed. Leave it empty if you do not know.",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day like this: 31/01/2027."},
    )
