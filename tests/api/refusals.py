"""How a refusal of the API reads, checked, and a short way to send a question in a body."""

import json
import re

NOBODY = "8896b788-7b3e-11ef-8db9-7f3d040352b3"


def problem(answer, status: int) -> dict:
    """The problem details of `answer`, checked to be whole."""
    assert answer.status_code == status, answer.content[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    details = answer.json()
    assert re.fullmatch(r"urn:community-assets:problem:[a-z-]+", details["type"])
    assert details["title"]
    assert details["status"] == status
    assert details["detail"]
    return details


def refused(answer, name: str) -> str:
    """What is said of parameter `name`, the one thing wrong."""
    details = problem(answer, 400)
    [error] = details["errors"]
    assert error["parameter"] == name
    assert f"`{name}`" in error["detail"]
    assert len(error["detail"]) < 800
    return error["detail"]


def post(client, path, body, content_type="application/json", **kwargs):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.generic("POST", f"/api/v3/{path}", text, content_type, **kwargs)
