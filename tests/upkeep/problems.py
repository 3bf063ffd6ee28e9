"""Reporting problems, as a person and as an app do."""

import json
import re
from typing import Any

from django.core import signing
from django.test import Client

from directory.upkeep import stamps


def fill_in(client: Client, record: Any, kind: str = "services", **fields: Any):
    """Open the report page, take a while, and send the form."""
    path = f"/report/{kind}/{record.pk}"
    page = client.get(path).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    subject, at = signing.loads(stamp, salt=stamps.SALT)
    earlier = signing.dumps([subject, at - 60], salt=stamps.SALT)
    return client.post(path, {"stamp": earlier, **fields})


def post(client: Client, path: str, body: Any, **rest: Any):
    return client.post(path, json.dumps(body), content_type="application/json", **rest)


def report_on(client: Client, service: Any, **fields: Any):
    """What an app sends."""
    rest = {name: fields.pop(name) for name in list(fields) if name.isupper()}
    path = f"/api/v3/services/{service.pk}/problems"
    return post(client, path, {"topic": "closed", **fields}, **rest)
