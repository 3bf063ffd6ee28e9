"""The first page after signing in: what is to be done, one button each."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from directory.admin import merging
from directory.admin.addresses import form_address, page_address
from directory.admin.persons import signed_in
from directory.admin.review import called, lines_of
from directory.admin.service.admin import Overdue
from directory.admin.site import page
from directory.duplicates.models import Pair
from directory.models import Location, Organization, Service
from directory.people.models import Membership
from directory.people.scope import is_moderator
from directory.publication.freshness import fresh_since
from directory.publication.models import Kind
from directory.review.models import Submission
from directory.review.standing import Standing, standings_of
from directory.upkeep.waiting import dead_links, open_problems, overdue_services

# So many records of somebody's own are looked at for tasks; nobody keeps more by hand.
MOST = 500
# So many lines of each list a moderator sees here; the rest is a click away.
FEW = 5


@dataclass(frozen=True)
class Task:
    """Something to do about one record, and the button that does it."""

    name: str
    what: str
    why: str
    button: str
    address: str
    organization: str = ""
    # What was said, when it was sent back.
    reason: str = ""


@dataclass
class Desk:
    """What an editor has: tasks first, then what is fine as it is."""

    sent_back: list[Task] = field(default_factory=list)
    to_check: list[Task] = field(default_factory=list)
    to_send: list[Task] = field(default_factory=list)
    waiting: list[Task] = field(default_factory=list)
    closed: list[Task] = field(default_factory=list)
    live: list[Task] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, str, list[Task], bool]]:
        """Slug, heading, tasks, and whether they are shown unasked."""
        every = [
            ("sent-back", "Sent back to you", self.sent_back, True),
            ("to-check", "Is this still right?", self.to_check, True),
            ("to-send", "Not sent yet", self.to_send, True),
            ("waiting", "Waits for review", self.waiting, True),
            ("closed", "Closed", self.closed, False),
            ("live", "Live, and nothing to do", self.live, False),
        ]
        return [group for group in every if group[2]]


@dataclass(frozen=True)
class Line:
    """One of the things on a list, and the button that leads to it."""

    name: str
    about: str
    address: str
    button: str


@dataclass(frozen=True)
class Panel:
    """A list a moderator keeps an eye on."""

    title: str
    count: int
    lines: list[Line]
    address: str
    link: str


@page("", name="index")
def home(request: HttpRequest) -> HttpResponse:
    """The home page of whoever is signed in."""
    memberships = Membership.objects.filter(user__pk=signed_in(request).pk)
    own = [one.organization for one in memberships.select_related("organization")]
    desk, left_out = desk_of(request.user, own)
    context = {
        **admin.site.each_context(request),
        "title": "Home",
        "own": own,
        "desk": desk,
        "left_out": left_out,
        "most": MOST,
        "is_moderator": is_moderator(request.user),
        "panels": panels(request),
        "lists": lists(request),
    }
    return TemplateResponse(request, "directory_admin/review/home.html", context)


def desk_of(user: Any, organizations: list[Organization]) -> tuple[Desk, int]:
    """The tasks of an editor of `organizations`, and how many records were too many to look at.

    A fixed number of queries, however many records they have.
    """
    desk = Desk()
    names = {one.pk: one.name for one in organizations}
    if not names:
        return desk, 0
    services = Service.objects.filter(organization__in=names).order_by("name", "pk")
    rows = list(services.only("name", "organization_id", "assured_date", "status")[: MOST + 1])
    places = Location.objects.filter(organization__in=names).order_by("name", "pk")
    halls = list(places.only("name", "organization_id")[:MOST])
    left_out = services.count() - MOST if len(rows) > MOST else 0
    due = due_before()
    for kind, records in (
        (Kind.ORGANIZATION, organizations),
        (Kind.SERVICE, rows[:MOST]),
        (Kind.LOCATION, halls),
    ):
        standings = standings_of(kind, [record.pk for record in records])
        for record in records:
            owner = names.get(getattr(record, "organization_id", None) or record.pk, "")
            _place(desk, kind, record, standings[record.pk], owner, due)
    return desk, left_out


def _place(desk: Desk, kind: Kind, record: Any, standing: Standing, owner: str, due: date) -> None:
    """Put `record` on the one pile where it belongs."""
    owner = owner if kind != Kind.ORGANIZATION else ""

    def task(why: str, button: str, page: str, reason: str = "") -> Task:
        name = str(record)
        return Task(
            name, called(kind), why, button, page_address(kind, record.pk, page), owner, reason
        )

    if standing.sent_back and standing.is_changed:
        said = standing.sent_back.reason
        desk.sent_back.append(
            task("A moderator asks you to change it.", "Change it", "change", said)
        )
    elif standing.waiting:
        desk.waiting.append(task(f"Sent on {_day(standing.waiting.at)}.", "Look at it", "public"))
    elif standing.is_withdrawn:
        desk.closed.append(task("The public does not see it.", "Look at it", "public"))
    elif standing.is_changed:
        why = (
            "You changed it; the public does not see that yet." if standing.is_live else "A draft."
        )
        desk.to_send.append(task(why, "Finish and send", "public"))
    elif kind == Kind.SERVICE and (record.assured_date is None or record.assured_date < due):
        why = f"{_checked(record.assured_date)}."
        desk.to_check.append(task(why, "Check it", "preview"))
    else:
        until = ""
        if standing.closed_for_a_while:
            until = "Shown as temporarily closed"
            until += f" until {_day(standing.closed_until)}." if standing.closed_until else "."
        desk.live.append(task(until, "Look at it", "public"))


def panels(request: HttpRequest) -> list[Panel]:
    """What moderators keep an eye on; of an editor, what was reported and found dead of theirs.

    A fixed number of queries.
    """
    if is_moderator(request.user):
        makers = (_queue, _problems, _overdue, _duplicates, _links)
        return [make(request.user) for make in makers]
    found = [make(request.user) for make in (_problems, _links)]
    return [panel for panel in found if panel.count]


def _queue(user: Any) -> Panel:
    waiting = Submission.objects.waiting().select_related("by")
    lines = [
        Line(
            one.submission.name or "A place without a name",
            f"{one.what}{f' of {one.organization}' if one.organization else ''}, "
            f"sent {f'by {one.sender} ' if one.sender else ''}on {_day(one.submission.at)}",
            reverse("admin:review_decision", args=[one.submission.pk]),
            "Review",
        )
        for one in lines_of(list(waiting[:FEW]), user)
    ]
    address = reverse("admin:review_queue")
    return Panel("Waits for review", waiting.count(), lines, address, "The whole queue")


def _problems(user: Any) -> Panel:
    problems = open_problems(user)
    lines = [
        Line(
            one.name,
            f"{one.get_topic_display()}, reported on {_day(one.made_at)}",
            reverse("admin:upkeep_problem_change", args=[one.pk]),
            "Look into it",
        )
        for one in problems[:FEW]
    ]
    address = reverse("admin:upkeep_problem_changelist")
    return Panel("What people report", problems.count(), lines, address, "All reports")


def _overdue(user: Any) -> Panel:
    overdue = overdue_services(user)
    lines = [
        Line(
            str(one),
            _checked(one.assured_date),
            page_address(Kind.SERVICE, one.pk, "preview"),
            "Look at it",
        )
        for one in overdue.only("name", "assured_date")[:FEW]
    ]
    address = f"{reverse('admin:directory_service_changelist')}?{Overdue.parameter_name}=yes"
    return Panel("Overdue for checking", overdue.count(), lines, address, "All of them")


def _duplicates(user: Any) -> Panel:
    pairs = Pair.objects.waiting()
    address = reverse("admin:duplicates")
    lines = [
        Line(
            " and ".join(side.name for side in one.sides),
            f"Two {one.what}s, {one.likely}: {'; '.join(one.pair.reasons)}",
            one.merge or address,
            "Compare",
        )
        for one in merging.lines_of(list(pairs[:FEW]))
    ]
    return Panel("Perhaps entered twice", pairs.count(), lines, address, "All of them")


def _links(user: Any) -> Panel:
    uses = dead_links(user)
    lines = [
        Line(
            one.name,
            f"{one.place[:1].upper()}{one.place[1:]}: {one.link.said}",
            form_address(one.kind, one.record_id),
            "Mend it",
        )
        for one in uses[:FEW]
    ]
    address = reverse("admin:upkeep_linkuse_changelist")
    return Panel("Dead web addresses", uses.count(), lines, address, "All of them")


def lists(request: HttpRequest) -> list[dict[str, Any]]:
    """The lists that the menu leads to as well."""
    return [
        model
        for app in admin.site.get_app_list(request)
        for model in app["models"]
        if model["admin_url"]
    ]


def due_before() -> date:
    """Services last checked before this day are due to be checked again: see remind_editors."""
    return fresh_since(timezone.localdate(), min(settings.REMIND_AFTER_MONTHS))


def _checked(day: date | None) -> str:
    return f"Last checked on {_day(day)}" if day else "Nobody has checked it yet"


def _day(day: Any) -> str:
    return f"{day.day} {day:%B} {day.year}"
