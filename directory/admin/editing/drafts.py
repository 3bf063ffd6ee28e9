"""What was typed and not saved, which the browser keeps (static/directory_admin/editing/drafts.js).

The script keeps it by a name that tells the person and the page, so it is never offered to somebody
else. A cookie tells the script which of them were saved since, so that those are let go.
"""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

COOKIE = "saved_drafts"
# As long as the script keeps a draft.
KEPT_SECONDS = 30 * 24 * 3600
MOST = 10


def draft_name(request: HttpRequest) -> str:
    """What the browser calls what is typed on this page."""
    return f"{request.user.pk}:{request.path}"


def let_go(request: HttpRequest, response: HttpResponse) -> None:
    """Tell the browser that what was typed on this page is saved."""
    told = [name for name in request.COOKIES.get(COOKIE, "").split("|") if name]
    name = quote(draft_name(request), safe="")
    names = [*(one for one in told if one != name), name][-MOST:]
    response.set_cookie(
        COOKIE,
        "|".join(names),
        max_age=KEPT_SECONDS,
        path="/",
        secure=request.is_secure(),
        samesite="Lax",
    )
