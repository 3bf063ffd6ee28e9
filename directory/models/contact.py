"""How to get in touch: people, phones and the languages they speak."""

from django.db import models

from directory.models.base import HSDSModel, Line, MailAddress, Text, at_most, owned_by, required


class Contact(HSDSModel):
    """A named person or desk to ask. HSDS `contact`."""

    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name="organisation",
        help_text="The organisation they speak for.",
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        help_text="The service they speak for.",
    )
    service_at_location = models.ForeignKey(
        "directory.ServiceAtLocation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        help_text="The service at a location they speak for.",
        verbose_name="service at a place",
    )
    location = models.ForeignKey(
        "directory.Location",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        help_text="The location they speak for.",
        verbose_name="place",
    )
    name = Line(help_text="The name to ask for. It is published.")
    title = Line("role", help_text="Their role, such as coordinator.")
    department = Line("team", help_text="Their team.")
    email = MailAddress("e-mail address", help_text="Their e-mail address. It is published.")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "person to ask for"
        verbose_name_plural = "people to ask for"
        constraints = [
            owned_by("contact", "organization", "service", "service_at_location", "location")
        ]

    def __str__(self) -> str:
        return self.name or self.title or self.email


class Phone(HSDSModel):
    """A phone number. HSDS `phone`."""

    location = models.ForeignKey(
        "directory.Location",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        help_text="The location it reaches.",
        verbose_name="place",
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        help_text="The service it reaches.",
    )
    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        verbose_name="organisation",
        help_text="The organisation it reaches.",
    )
    contact = models.ForeignKey(
        Contact,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        help_text="The contact it reaches.",
    )
    service_at_location = models.ForeignKey(
        "directory.ServiceAtLocation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        help_text="The service at a location it reaches.",
        verbose_name="service at a place",
    )
    number = Line(blank=False, help_text="The number, such as 01632 960123.")
    extension = models.PositiveIntegerField(
        null=True, blank=True, help_text="The extension, digits alone."
    )
    type = Line("what it is for", help_text="What it is for: voice, text, fax, textphone.")
    description = Text("when it is answered", help_text="When it is answered, or by whom.")

    class Meta:
        ordering = ["number", "id"]
        verbose_name = "phone number"
        verbose_name_plural = "phone numbers"
        constraints = [
            *required("phone", "number"),
            at_most("phone", "extension", 999_999_999),
            owned_by(
                "phone", "organization", "service", "service_at_location", "location", "contact"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Language(HSDSModel):
    """A language a service, location or phone can be used in. HSDS `language`."""

    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="languages",
        help_text="The service offered in it.",
    )
    location = models.ForeignKey(
        "directory.Location",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="languages",
        help_text="The location where it is spoken.",
        verbose_name="place",
    )
    phone = models.ForeignKey(
        Phone,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="languages",
        help_text="The phone answered in it.",
    )
    name = Line(help_text="The language's name, such as Urdu.")
    code = Line(help_text="Its ISO 639 code, such as ur.")
    note = Text("when, or by whom", help_text="When or by whom it is spoken.")

    class Meta:
        ordering = ["name", "id"]
        constraints = [owned_by("language", "service", "location", "phone")]

    def __str__(self) -> str:
        return self.name
