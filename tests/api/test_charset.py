"""A charset made up in `Content-Type` reaches no code of Django's that would fall over it."""

import io

import pytest

from assets_api.wsgi import application, with_known_charset

pytestmark = pytest.mark.django_db


def status_of(content_type: str, query: str = "a=%41%ff") -> str:
    statuses = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/livez",
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    answer = application(environ, lambda status, headers: statuses.append(status))
    getattr(answer, "close", lambda: None)()
    return statuses[0]


@pytest.mark.parametrize(
    "content_type",
    [
        *(
            f"text/plain; charset={charset}"
            for charset in ("base64", "undefined", "punycode", "idna", "rot13", "zlib", "hex")
        ),
        *(f"text/plain; charset={charset}" for charset in ("utf-16", "nonsense", '""', "\xff")),
        "text/plain; charset*=utf-8''base64",
        "text/plain; charset*=nonsense''utf-8",
        "text/plain; charset*;charset*1*;1",
        "text/plain; charset=utf-8",
        "application/json; charset=latin-1",
        "application/json",
        ";;;",
        "",
    ],
)
def test_any_charset_is_answered(content_type):
    assert status_of(content_type) == "200 OK"


def test_what_is_sent_with_a_usual_charset_is_left_as_it_is():
    seen = []
    told = with_known_charset(lambda environ, start: seen.append(environ["CONTENT_TYPE"]) or [])
    usual = "multipart/form-data; charset=ISO-8859-1; boundary=x"

    told({"CONTENT_TYPE": usual}, None)

    assert seen == [usual]
