"""Looking at a page for what would keep somebody out of it.

In light colours on a desk and in dark ones on a phone, all its sections open, and at 320 pixels,
which is what 1280 become at 400 % zoom.
"""

import re
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.browser.axe import violations

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Links glide from one colour into the other.
STILL = "Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const over = [...document.querySelectorAll("main *, #content *, body *")]
        .filter((one) => one.getBoundingClientRect().right > wide + 1);
    return [`at ${wide} pixels it is ${document.documentElement.scrollWidth} wide: ` +
        over.slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(" … ")];
}"""
# A label, a description and a link lead to the first of two that share an id; a list of errors,
# to what is there. axe asks neither.
LOST = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const inside = (link) => link.hash && link.pathname === location.pathname;
    const named = [...document.links].filter(inside).map((link) => link.hash.slice(1));
    return [
        ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two are #${id}`)),
        ...named.filter((id) => !ids.includes(id)).map((id) => `a link leads to no #${id}`),
    ];
}"""


def look_at(page: Page, *addresses: str) -> list[str]:
    """Everything that is wrong with these pages, one after the other."""
    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer
        assert answer.status < 500, f"{address} answers {answer.status}"
        found += wrong_with(page)
    return found


def wrong_with(page: Page) -> list[str]:
    """Everything that is wrong with the page as it is, and which page that is."""
    page.evaluate(OPEN_ALL)
    found: list[str] = page.evaluate(LOST)
    for scheme, width in (("light", 1280), ("dark", 375)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(STILL)
        found += [f"{scheme}: {one}" for one in violations(page, of_colours=scheme == "dark")]
    page.set_viewport_size({"width": 320, "height": 800})
    found += page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": 1280, "height": 800})
    where = f"{page.title()} ({re.sub(r'^https?://[^/]+', '', page.url)})"
    return [f"{where}: {one}" for one in found]


def enter(page: Page, live_server: Any, user: Any) -> None:
    """Signed in as `user`, without the log-in's page, which is looked at on its own."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
