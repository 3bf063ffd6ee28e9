"""What the public was shown (the log) and is shown now (the public record)."""

from directory.publication.models.kinds import Kind, PublicKind
from directory.publication.models.log import Action, LogHead, Revision, Touch
from directory.publication.models.public import (
    NEVER,
    PUBLIC_ROWS,
    Mention,
    OfferQuerySet,
    PublicLocation,
    PublicOrganization,
    PublicQuerySet,
    PublicRecord,
    PublicRow,
    PublicService,
    PublicServiceAtLocation,
    PublicTaxonomy,
    PublicTaxonomyTerm,
    Role,
)

__all__ = [
    "NEVER",
    "PUBLIC_ROWS",
    "Action",
    "Kind",
    "LogHead",
    "Mention",
    "OfferQuerySet",
    "PublicKind",
    "PublicLocation",
    "PublicOrganization",
    "PublicQuerySet",
    "PublicRecord",
    "PublicRow",
    "PublicService",
    "PublicServiceAtLocation",
    "PublicTaxonomy",
    "PublicTaxonomyTerm",
    "Revision",
    "Role",
    "Touch",
]
