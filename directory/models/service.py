"""Services: the help that is offered. HSDS `service` and what hangs on it alone."""

from django.db import models
from django.db.models import Q

from directory.models.base import (
    HSDSModel,
    Line,
    MailAddress,
    Text,
    WebAddress,
    at_most,
    in_order,
    one_of,
    owned_by,
    required,
)
from directory.models.organization import Organization, Program

# Years. An age above this is a slip of the keyboard.
OLDEST = 150


class ServiceStatus(models.TextChoices):
    """HSDS's values of `service.status`."""

    ACTIVE = "active", "running"
    INACTIVE = "inactive", "not running at present"
    DEFUNCT = "defunct", "closed for good"
    TEMPORARILY_CLOSED = "temporarily closed", "temporarily closed"


class Service(HSDSModel):
    """Help an organisation offers to people. HSDS 3.1 `service`."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="services",
        verbose_name="organisation",
        help_text="The organisation that runs the service.",
    )
    program = models.ForeignKey(
        Program,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="services",
        verbose_name="programme",
        help_text="The programme the service belongs to, if any.",
    )
    name = Line(blank=False, help_text="The name people know the service by.")
    alternate_name = Line("other name", help_text="Another name for it.")
    description = Text(
        help_text="What happens, who it helps and what to expect, in a few plain sentences. "
        "Needed before it can be published."
    )
    url = WebAddress("web address", help_text="The service's own web page, starting with https://.")
    email = MailAddress(
        "e-mail address", help_text="An e-mail address the public may write to about the service."
    )
    status = models.CharField(
        "whether it runs",
        max_length=20,
        choices=ServiceStatus.choices,
        default=ServiceStatus.ACTIVE,
        help_text="Whether it is running: active, inactive, defunct or temporarily closed.",
    )
    interpretation_services = Text(
        "interpreters", help_text="Which interpreting is available, and how to ask."
    )
    application_process = Text(
        "how to join", help_text="How to join or apply: turn up, ring first, be referred."
    )
    fees_description = Text("what it costs", help_text="What it costs, in words.")
    wait_time = Text("waiting time", help_text="How long people usually wait.")
    fees = Text(
        "what an older system said it costs",
        help_text="What it costs. HSDS keeps this for older systems: see fees_description.",
    )
    accreditations = Text("quality marks", help_text="Quality marks the service holds.")
    eligibility_description = Text("who it is for", help_text="Who the service is for, in words.")
    minimum_age = models.PositiveSmallIntegerField(
        "youngest age", null=True, blank=True, help_text="In whole years. Blank means no limit."
    )
    maximum_age = models.PositiveSmallIntegerField(
        "oldest age", null=True, blank=True, help_text="In whole years. Blank means no limit."
    )
    assured_date = models.DateField(
        "last checked on",
        null=True,
        blank=True,
        help_text="The day the organisation confirmed these details.",
    )
    assurer_email = MailAddress(
        "checked by",
        help_text="Where to write to whoever confirmed these details. It is published.",
    )
    licenses = Text("licences", help_text="Licences the service runs under.")
    alert = Text(
        "what people need to know now",
        help_text="Something people need to know now, such as a change of room.",
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            *required("service", "name"),
            one_of("service", "status", ServiceStatus),
            at_most("service", "minimum_age", OLDEST),
            at_most("service", "maximum_age", OLDEST),
            in_order(
                "service", "minimum_age", "maximum_age", "The minimum age is above the maximum."
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceArea(HSDSModel):
    """Where people may live to use a service. HSDS `service_area`."""

    service = models.ForeignKey(
        Service,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="service_areas",
        help_text="The service that covers the area.",
    )
    service_at_location = models.ForeignKey(
        "directory.ServiceAtLocation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="service_areas",
        help_text="The place of the service that covers the area.",
        verbose_name="service at a place",
    )
    name = Line(help_text="The area's name, such as Keighley or Airedale.")
    description = Text(help_text="The area in more words.")
    extent = Text("outline", help_text="The area's shape, as text in the form extent_type names.")
    extent_type = Line(
        "how the outline is written",
        help_text="The form of extent: geojson, topojson, kml or text.",
    )
    uri = WebAddress(
        "web address", help_text="A web address that identifies the area, such as an ONS code's."
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "area covered"
        verbose_name_plural = "areas covered"
        constraints = [owned_by("service_area", "service", "service_at_location")]

    def __str__(self) -> str:
        return self.name


class CostOption(HSDSModel):
    """One price of a service. HSDS `cost_option`."""

    service = models.ForeignKey(
        Service,
        models.CASCADE,
        related_name="cost_options",
        help_text="The service this is a price of.",
    )
    valid_from = models.DateField(
        "from", null=True, blank=True, help_text="The first day of this price."
    )
    valid_to = models.DateField(
        "until", null=True, blank=True, help_text="The last day of this price."
    )
    option = Text("who pays it", help_text="Who pays this price: adults, under 18s, families.")
    currency = models.CharField(
        max_length=3, blank=True, default="", help_text="Three letters, ISO 4217, such as GBP."
    )
    amount = models.DecimalField(
        "price",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="The price, in the currency's main unit: 2.50 is two pounds fifty. 0 is free.",
    )
    amount_description = Text(
        "what for", help_text="What the price is for: each session, each term."
    )

    class Meta:
        ordering = ["option", "amount", "id"]
        verbose_name = "price"
        verbose_name_plural = "prices"
        constraints = [
            in_order("cost_option", "valid_from", "valid_to", "The price ends before it begins."),
            models.CheckConstraint(
                name="cost_option_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="A price is not below nought.",
            ),
        ]

    def __str__(self) -> str:
        amount = "" if self.amount is None else self.amount
        return f"{self.option} {amount} {self.currency}".strip()


class RequiredDocument(HSDSModel):
    """A paper people must bring. HSDS `required_document`."""

    service = models.ForeignKey(
        Service,
        models.CASCADE,
        related_name="required_documents",
        help_text="The service that asks for it.",
    )
    document = Text("what to bring", help_text="What to bring, such as proof of address.")
    uri = WebAddress("web address", help_text="A web page about the document.")

    class Meta:
        ordering = ["document", "id"]
        verbose_name = "thing to bring"
        verbose_name_plural = "things to bring"

    def __str__(self) -> str:
        return self.document


class Unit(HSDSModel):
    """What a capacity counts: places, beds, parcels. HSDS 3.1 `unit`."""

    name = Line(blank=False, help_text="What is counted, such as places.")
    scheme = Line("list it is taken from", help_text="The list of units this one is taken from.")
    identifier = Line("code in that list", help_text="Its code in that list.")
    uri = WebAddress("web address", help_text="A web address that identifies the unit.")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "thing to count"
        verbose_name_plural = "things to count"
        constraints = [*required("unit", "name")]

    def __str__(self) -> str:
        return self.name


class ServiceCapacity(HSDSModel):
    """How much room a service has. HSDS 3.1 `service_capacity`."""

    service = models.ForeignKey(
        Service,
        models.CASCADE,
        related_name="capacities",
        help_text="The service that has the room.",
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="capacities",
        help_text="What is counted.",
        verbose_name="what is counted",
    )
    available = models.DecimalField(
        "how many are free",
        max_digits=10,
        decimal_places=2,
        help_text="How many are free. 0 means full.",
    )
    maximum = models.DecimalField(
        "how many there are",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="How many there are.",
    )
    description = Text(help_text="Anything people should know about the numbers.")
    updated = models.DateTimeField("as of", help_text="When these numbers were last true.")

    class Meta:
        ordering = ["unit", "id"]
        verbose_name = "count of free places"
        verbose_name_plural = "counts of free places"
        constraints = [
            in_order(
                "service_capacity", "available", "maximum", "More is free than there is in all."
            )
        ]

    def __str__(self) -> str:
        return f"{self.available} {self.unit}"
