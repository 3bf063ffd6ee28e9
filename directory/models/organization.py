"""Organisations: who runs the services. HSDS `organization` and what hangs on it alone."""

from django.core.validators import MinValueValidator
from django.db import models

from directory.models.base import HSDSModel, Line, MailAddress, Text, WebAddress, owned_by, required


class Organization(HSDSModel):
    """A group, charity, council or other body that runs services. HSDS 3.1 `organization`."""

    name = Line(blank=False, help_text="The organisation's official or public name.")
    alternate_name = Line("other name", help_text="Another name or abbreviation people know it by.")
    description = Text(
        help_text="What the organisation does, in two or three sentences. "
        "Needed before it can be published."
    )
    email = MailAddress("e-mail address", help_text="An e-mail address the public may write to.")
    website = WebAddress(help_text="The organisation's web address, starting with https://.")
    tax_status = Line(help_text="Tax status, as registered.")
    tax_id = Line("tax number", help_text="A tax identifier, such as a VAT number.")
    year_incorporated = models.PositiveSmallIntegerField(
        "year it was founded",
        null=True,
        blank=True,
        validators=[MinValueValidator(1000)],
        help_text="The year it was formally founded, as four digits.",
    )
    legal_status = Line(
        "kind of organisation",
        help_text="Its legal form, such as charity or company limited by guarantee.",
    )
    logo = WebAddress(help_text="The web address of a picture of its logo.")
    uri = WebAddress(
        "permanent identifier on the web",
        help_text="A permanent web address that identifies the organisation.",
    )
    parent_organization = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name="parent organisation",
        help_text="The larger organisation this one is part of.",
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "organisation"
        constraints = [*required("organization", "name")]

    def __str__(self) -> str:
        return self.name


class OrganizationIdentifier(HSDSModel):
    """A number an outside register knows an organisation by. HSDS `organization_identifier`."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="organization_identifiers",
        verbose_name="organisation",
        help_text="The organisation that is registered.",
    )
    identifier_scheme = Line(
        "code of the register", help_text="The register's code in org-id.guide, such as GB-CHC."
    )
    identifier_type = Line(
        "kind of number",
        blank=False,
        help_text="What the number is, in words: Charity number, Company number.",
    )
    identifier = Line("number", blank=False, help_text="The number itself, as registered.")

    class Meta:
        ordering = ["identifier_type", "identifier", "id"]
        verbose_name = "registered number"
        verbose_name_plural = "registered numbers"
        constraints = [
            *required("organization_identifier", "identifier_type", "identifier"),
        ]

    def __str__(self) -> str:
        return f"{self.identifier_type} {self.identifier}"


class Program(HSDSModel):
    """A group of services an organisation runs together. HSDS `program`."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="programs",
        verbose_name="organisation",
        help_text="The organisation that runs the programme.",
    )
    name = Line(blank=False, help_text="The programme's name.")
    alternate_name = Line("other name", help_text="Another name for it.")
    description = Text(help_text="What brings its services together.")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "programme"
        constraints = [*required("program", "name")]

    def __str__(self) -> str:
        return self.name


class Funding(HSDSModel):
    """Where the money comes from. HSDS `funding`."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="funding",
        verbose_name="organisation",
        help_text="The organisation that is funded.",
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="funding",
        help_text="The service that is funded.",
    )
    source = Text("who pays", help_text="Who pays, or how it is paid for.")

    class Meta:
        ordering = ["source", "id"]
        verbose_name = "funder"
        verbose_name_plural = "funders"
        constraints = [owned_by("funding", "organization", "service")]

    def __str__(self) -> str:
        return self.source


class Url(HSDSModel):
    """A further web page of an organisation or service. HSDS 3.1 `url`."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="additional_websites",
        verbose_name="organisation",
        help_text="The organisation the page is about.",
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="additional_urls",
        help_text="The service the page is about.",
    )
    label = Line(help_text="What the page is, such as Facebook page.")
    url = WebAddress("web address", blank=False, help_text="Its address, starting with https://.")

    class Meta:
        ordering = ["label", "url", "id"]
        verbose_name = "web page"
        constraints = [
            *required("url", "url"),
            owned_by("url", "organization", "service"),
        ]

    def __str__(self) -> str:
        return self.label or self.url
