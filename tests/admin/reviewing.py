"""What the tests of review, history and preview share."""

from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from directory.models import HSDSModel


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(record: HSDSModel, name: str, *more: Any) -> str:
    """The address of one of a record's pages."""
    return reverse(f"admin:directory_{record._meta.model_name}_{name}", args=[record.pk, *more])


def decision(submission: Any) -> str:
    return reverse("admin:review_decision", args=[submission.pk])


def text(response: Any) -> str:
    """The page as its reader sees it, entities undone."""
    return unescape(response.content.decode())


def tokens(response: Any) -> dict[str, str]:
    """What the form of a review page says was seen."""
    parts = response.context["parts"]
    return {part.field: part.sight.token for part in parts}
