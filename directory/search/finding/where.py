"""Where: what happens near a point, inside a box or in an area, or is for the people there."""

from dataclasses import dataclass

from django.db.models import Q

from directory.places.areas import areas_of_point, codes_within
from directory.places.errors import PlaceError, shown
from directory.places.models import Area
from directory.places.points import Place, Source, point_of_place, point_of_postcode
from directory.publication.models import PublicKind
from directory.search.finding import examples
from directory.search.finding.question import DEFAULT_RADIUS_METRES, Question, Unanswerable
from directory.search.models.traits import Name
from directory.search.nearby.finding import covering, in_areas, in_box, within
from directory.search.traits.finding import having

OFFERED = (PublicKind.SERVICE, PublicKind.SERVICE_AT_LOCATION)
FROM_AFAR = ("online", "phone")


@dataclass(frozen=True)
class Origin:
    """Where distances are measured from, and how it is known."""

    place: Place
    asked: str

    def told(self) -> dict[str, str | float]:
        """What an answer says of it."""
        told: dict[str, str | float] = {
            "name": self.place.name,
            "latitude": round(self.place.point.latitude, 5),
            "longitude": round(self.place.point.longitude, 5),
        }
        if self.place.source == Source.OUTWARD:
            told["note"] = f"The middle of {self.place.name.split()[0]}; distances are rough."
        if self.place.ended:
            told["note"] = f"This postcode ended in {self.place.ended:%B %Y}; this is where it was."
        return told


def origin_of(question: Question) -> Origin | None:
    """The point that `question` is asked from. Raises Unanswerable."""
    given = [name for name in ("postcode", "near", "place") if getattr(question, name)]
    if len(given) > 1:
        raise Unanswerable(
            given[1],
            f"`{given[0]}` and `{given[1]}` each say where to search from. Give one of them. "
            f"{examples.NEAR}",
        )
    if not given:
        if question.proximity is not None:
            raise Unanswerable(
                "proximity",
                "`proximity` needs somewhere to be near to: `postcode`, `near` or `place`. "
                f"{examples.NEAR}",
            )
        return None
    if question.near:
        return Origin(Place(question.near, "the point given", None, Source.PLACE), "near")
    find, text = (
        (point_of_postcode, question.postcode)
        if question.postcode
        else (point_of_place, question.place)
    )
    try:
        return Origin(find(text), given[0])
    except PlaceError as fault:
        example = examples.ORIGIN if question.postcode else "For example: ?place=Keighley"
        raise Unanswerable(given[0], f"`{given[0]}`: {fault} {example}") from None


def conditions(
    kind: PublicKind, question: Question, origin: Origin | None, *, probed: bool = False
) -> list[Q]:
    """What the rows of `kind` must meet to be where `question` asks. Raises Unanswerable."""
    met = []
    if question.bbox:
        met.append(in_box(kind, question.bbox, probed=probed))
    if question.area:
        met.append(in_areas(kind, _areas(question.area), probed=probed))
    if origin:
        met.append(_reached(kind, question, origin, probed=probed))
    return met


def _areas(codes: tuple[str, ...]) -> set[str]:
    """The areas with these GSS codes, and all that lie in them. Three queries."""
    known = set(Area.objects.filter(code__one_of=codes).values_list("code", flat=True))
    for code in codes:
        if code not in known:
            said = f"`area`: no area with the code '{shown(code)}' is known."
            raise Unanswerable("area", f"{said} {examples.of_area()}")
    return codes_within(known)


def _reached(kind: PublicKind, question: Question, origin: Origin, *, probed: bool) -> Q:
    """Near enough to the origin; of a postcode, also what is for the people who live there.

    What is offered online or by phone is nowhere, so distance says nothing of it: it stays if such
    is asked for.
    """
    point = origin.place.point
    metres = question.proximity or DEFAULT_RADIUS_METRES
    reached = within(kind, point, metres, probed=probed)
    if kind not in OFFERED:
        return reached
    if origin.asked == "postcode" and question.proximity is None:
        areas = areas_of_point(point.latitude, point.longitude, question.postcode)
        reached |= covering(kind, point, areas, probed=probed)
    if afar := [way for way in question.attending if way in FROM_AFAR]:
        reached |= Q(having(Name.ATTENDING, afar))
    return reached
