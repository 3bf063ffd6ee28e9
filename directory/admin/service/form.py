"""The form of a service: its own fields, and the questions that are answered by several rows."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from directory.admin.editing.finder import Finder, find_in
from directory.admin.editing.page import NewRecordForm
from directory.admin.editing.rows import delete_row
from directory.admin.service.categories import Term, Terms, say_terms, terms_said_of
from directory.admin.service.places import places_of
from directory.admin.service.where import BOTH, IN_PERSON, ONLINE, TAKES_PLACE
from directory.models import (
    Contact,
    Organization,
    Phone,
    PlaceType,
    Service,
    ServiceStatus,
)
from directory.people.scope import within_reach

SAME, OWN = "same", "own"
# HSDS's words for the two that are shut for now do not tell which is which.
RUNNING = [
    (ServiceStatus.ACTIVE.value, "Yes, it is running"),
    (ServiceStatus.TEMPORARILY_CLOSED.value, "Closed for a while: it will open again"),
    (ServiceStatus.INACTIVE.value, "Not running, and nobody knows whether it will again"),
    (ServiceStatus.DEFUNCT.value, "Closed for good"),
]


class ServiceForm(NewRecordForm):
    """A service. Places, online addresses and categories are written as HSDS has them."""

    takes_place = forms.ChoiceField(
        label="How do people take part?",
        choices=TAKES_PLACE,
        required=False,
        widget=forms.RadioSelect,
    )
    online_url = forms.URLField(
        label="Where is it online?",
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput,
        help_text="The web address people go to, starting with https://. Leave it blank if you "
        "send it when they book, or if it is by phone.",
    )
    same_as_organization = forms.ChoiceField(
        label="Whose phone and e-mail address do people use?",
        choices=[
            (SAME, "The same as the organisation’s"),
            (OWN, "This service’s own, given below"),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text="With “the same”, what the organisation changes later is right here at once, "
        "and numbers, e-mail address and contacts given below are removed when you save.",
    )
    categories = forms.MultipleChoiceField(
        label="Which categories fit?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Service
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_organizations()
        self._offer_programs()
        if "status" in self.fields:
            self.fields["status"].choices = RUNNING  # type: ignore[attr-defined]
        if "fees" in self.fields and not self.instance.fees:
            del self.fields["fees"]
        self.initial.update(
            takes_place=self._takes_place(),
            online_url=self.online.url if self.online else "",
            same_as_organization=self._whose_contact(),
            categories=self.said,
        )
        self._offer_categories()

    # --- What it stands on -----------------------------------------------------------------------

    def _offer_organizations(self) -> None:
        field = self.fields.get("organization")
        if field is None:
            return
        finder = Finder("name", "alternate_name", none="", only_own=True)
        find_in(self, "organization", finder)
        if self.instance._state.adding and not self.initial.get("organization"):
            mine = list(field.queryset.values_list("pk", flat=True)[:2])  # type: ignore[attr-defined]
            if len(mine) == 1:
                self.initial["organization"] = mine[0]

    def _offer_programs(self) -> None:
        """The programmes of the organisation alone; no question where it has none."""
        field: Any = self.fields.get("program")
        if field is None:
            return
        organization = self._organization_id()
        field.queryset = field.queryset.filter(organization_id=organization)
        programs = list(field.queryset) if organization else []
        if not programs and not self.instance.program_id:
            del self.fields["program"]
            return
        field.choices = [("", "No"), *((program.pk, str(program)) for program in programs)]

    def _organization_id(self) -> Any:
        typed = self.data.get(self.add_prefix("organization")) if self.is_bound else None
        try:
            return Organization._meta.pk.to_python(typed) or self.instance.organization_id
        except ValidationError:
            return self.instance.organization_id

    def what_is_known(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        organization = cleaned.get("organization")
        names = ("name", "alternate_name", "email", "url")
        known = {name: cleaned.get(name) for name in names}
        return known | {"organization_id": organization and str(organization.pk)}

    # --- Where it happens ------------------------------------------------------------------------

    @cached_property
    def _places(self) -> list[Any]:
        """The places of the service, as they were when the form was made."""
        service: Any = self.instance
        # The rows of places take them from here: they are asked for once.
        service.places_at_hand = [] if service._state.adding else places_of(service, self.by)
        return service.places_at_hand

    @cached_property
    def online(self) -> Any:
        """The online place of the service, if it has one."""
        found = (place.location for place in self._places)
        return next((one for one in found if one.location_type == PlaceType.VIRTUAL), None)

    def _takes_place(self) -> str:
        kinds = {place.location.location_type == PlaceType.VIRTUAL for place in self._places}
        return {frozenset(): "", frozenset([True]): ONLINE, frozenset([False]): IN_PERSON}.get(
            frozenset(kinds), BOTH
        )

    # --- How to get in touch ---------------------------------------------------------------------

    def _whose_contact(self) -> str:
        service = self.instance
        if service._state.adding:
            return ""
        phones, contacts, its_phones, its_contacts = (
            Service.objects.filter(pk=service.pk)
            .values_list(
                Exists(Phone.objects.filter(service=OuterRef("pk"))),
                Exists(Contact.objects.filter(service=OuterRef("pk"))),
                Exists(Phone.objects.filter(organization=OuterRef("organization"))),
                Exists(Contact.objects.filter(organization=OuterRef("organization"))),
            )
            .get()
        )
        if service.email or phones or contacts:
            return OWN
        # Who has nothing of their own is reached as the organisation is.
        organization = bool(service.organization.email) or its_phones or its_contacts
        return SAME if organization else ""

    def keep_contact(self) -> None:
        """Remove the service's own phones, e-mail address and contacts, if asked to."""
        asked = self.cleaned_data.get("same_as_organization") == SAME
        if not asked or "same_as_organization" not in self.changed_data:
            return
        # But for those that belong to a record of others, too.
        for rows in (self.instance.phones.all(), self.instance.contacts.all()):
            for row in within_reach(self.by, rows):
                delete_row(row)
        if self.instance.email:
            self.instance.email = ""
            self.instance.save(update_fields=["email"])

    # --- Categories ------------------------------------------------------------------------------

    @cached_property
    def said(self) -> list[str]:
        """The ids of the terms that are said of the service."""
        return [] if self.instance._state.adding else terms_said_of(self.instance)

    @cached_property
    def terms(self) -> Terms:
        return Terms(also=self.said)

    @property
    def looked_for(self) -> str:
        """What was typed to find a category."""
        return self.data.get("find_category", "")[:200].replace("\0", "") if self.is_bound else ""

    @cached_property
    def ticked(self) -> list[Term]:
        """The categories that are ticked."""
        return self.terms.chosen(self["categories"].value() or [])

    @cached_property
    def found(self) -> list[Term]:
        """The categories that were looked for, but for those ticked."""
        ticked = {term.id for term in self.ticked}
        return [term for term in self.terms.named(self.looked_for) if term.id not in ticked]

    @cached_property
    def suggested(self) -> list[Term]:
        """The categories that what was typed seems to be about, but for those ticked or found."""
        names = ("name", "alternate_name", "description", "eligibility_description")
        text = "\n".join(str(self[name].value() or "") for name in names if name in self.fields)
        shown = {term.id for term in (*self.ticked, *self.found)}
        return self.terms.suggested(text, but=shown)

    def _offer_categories(self) -> None:
        """Any category may be ticked; which are shown is for the template."""
        field: Any = self.fields["categories"]
        field.choices = [(term.id, term.label) for term in self.terms]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        online = cleaned.get("online_url") and "online_url" in self.changed_data
        if online and cleaned.get("takes_place") == IN_PERSON:
            self.add_error(
                "takes_place", "You also say where it is online. Choose “Both”, or clear that."
            )
        return cleaned

    # --- Saving ----------------------------------------------------------------------------------

    def say_categories(self) -> None:
        """Have the ticked categories said of the service."""
        if "categories" in self.changed_data:
            say_terms(self.instance, self.cleaned_data["categories"])
