"""Which web addresses are dead: asked politely, within bounds, and shown where they are mended."""

import shutil
import socket
import ssl
import subprocess
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from directory.models import Accessibility, RequiredDocument, Schedule, Url
from directory.publication.publish import publish
from directory.publication.withdraw import withdraw
from directory.upkeep.links import checking
from directory.upkeep.links.asking import Outcome
from directory.upkeep.links.checking import Pace, check, in_turns
from directory.upkeep.links.collecting import collect
from directory.upkeep.models import LinkUse, WebLink
from tests.factories import make_location, make_organization, make_service
from tests.upkeep.asking import run
from tests.upkeep.sites import OUTSIDE, asking, site, status

# --- One address ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [200, 204, 206, 301, 304, 400, 401, 403, 405, 418, 429, 451, 999])
def test_a_site_that_answers_is_there_even_if_it_does_not_let_us_in(code):
    with site(status(code)) as there:
        assert asking(there.port).ask(there.url()) == Outcome(code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (404, "There is no such page any more."),
        (410, "There is no such page any more."),
        (500, "The site has a fault."),
        (503, "The site has a fault."),
    ],
)
def test_a_page_that_is_gone_is(code, said):
    with site(status(code)) as there:
        assert asking(there.port).ask(there.url()) == Outcome(code, said)


def test_it_asks_for_the_headers_and_only_then_for_the_page():
    with site(status(200)) as there:
        asking(there.port).ask(there.url("/a?b=c"))
    assert there.asked == [("HEAD", "/a?b=c")]

    def no_head(handler):
        status(405 if handler.command == "HEAD" else 200)(handler)

    with site(no_head) as there:
        assert not asking(there.port).ask(there.url()).failing
    assert [method for method, _ in there.asked] == ["HEAD", "GET"]


def test_it_says_who_asks(settings):
    settings.SITE_URL = "https://otters.example.org"
    settings.DIRECTORY_NAME = "Otter’s\r\nX-Evil: 1 (directory)"
    with site(status(200)) as there:
        asking(there.port).ask(there.url())

    [headers] = there.headers
    assert "+https://otters.example.org/" in headers["User-Agent"]
    assert "X-Evil" not in headers
    assert not headers.keys() & {"Cookie", "Authorization", "Referer"}


def test_it_follows_to_where_a_page_has_moved():
    def moved(handler):
        if handler.path == "/old":
            status(301, Location="/new")(handler)
        else:
            status(200)(handler)

    with site(moved) as there:
        assert asking(there.port).ask(there.url("/old")) == Outcome(200)
    assert [path for _, path in there.asked] == ["/old", "/new"]


def test_a_site_that_is_not_there_is_dead():
    with site(status(200)) as there:
        port = there.port
    assert asking(port).ask(f"http://site.test:{port}/").said == "The site cannot be reached."
    assert asking(port).ask(f"http://nobody.example:{port}/").said == (
        "There is no site of this name."
    )


def test_a_site_that_does_not_speak_tls_is_dead_over_https():
    with site(status(200)) as there:
        outcome = asking(there.port).ask(f"https://site.test:{there.port}/")

    assert outcome.failing


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[str, str]:
    """A certificate for site.test, and its key, that nobody vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl, to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    files = str(folder / "certificate.pem"), str(folder / "key.pem")
    made = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=site.test"
    named = ["-addext", "subjectAltName=DNS:site.test", "-out", files[0], "-keyout", files[1]]
    subprocess.run([openssl, *made.split(), *named], check=True, capture_output=True)
    return files


def test_a_certificate_is_checked_for_the_name_that_was_asked(certificate):
    with site(status(200), tls=certificate) as there:
        address = f"https://site.test:{there.port}/"
        nobody_vouches = asking(there.port)
        vouched_for = asking(there.port)
        vars(vouched_for)["_tls"] = ssl.create_default_context(cafile=certificate[0])
        elsewhere = f"https://other.test:{there.port}/"

        assert nobody_vouches.ask(address).said == (
            "Browsers warn of it: its certificate is not valid."
        )
        assert vouched_for.ask(elsewhere).failing
        assert vouched_for.ask(address) == Outcome(200)
    assert there.asked == [("HEAD", "/")]


def dribbling(kind: str):
    """A server that never comes to an end, and never lets a read time out."""

    def slowly(handler):
        end = time.monotonic() + 3
        parts = {
            "nothing": b"",
            "a byte": b"H",
            "headers": b"HTTP/1.1 200 OK\r\nX-A: 1\r\n",
            "hundreds": b"HTTP/1.1 100 Continue\r\n\r\n",
        }
        try:
            while time.monotonic() < end:
                handler.wfile.write(parts[kind])
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    return slowly


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("kind", ["nothing", "a byte", "headers", "hundreds"])
def test_a_site_that_keeps_us_waiting_is_left_in_time(kind, scheme, request):
    tls = request.getfixturevalue("certificate") if scheme == "https" else None
    with site(dribbling(kind), tls=tls) as there:
        ask = asking(there.port, seconds=0.6)
        if tls:
            vars(ask)["_tls"] = ssl.create_default_context(cafile=tls[0])
        began = time.monotonic()
        outcome = ask.ask(f"{scheme}://site.test:{there.port}/")
        took = time.monotonic() - began

    assert outcome.said == "The site does not answer."
    assert took < 2


def test_a_site_that_does_not_finish_its_handshake_is_left_in_time():
    with socket.create_server((OUTSIDE, 0)) as silent:
        began = time.monotonic()
        port = silent.getsockname()[1]
        outcome = asking(port, seconds=0.6).ask(f"https://site.test:{port}/")

    assert outcome.said == "The site does not answer."
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "bytes_",
    [
        b"",
        b"\x00" * 1000,
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\n\r\n",
        b"<html>" * 100,
        b"HTTP/1.1 99999999999999999999 OK\r\n\r\n",
        b"HTTP/1.1 -1 OK\r\n\r\n",
    ],
)
def test_a_site_that_talks_nonsense_is_no_fault_of_ours(bytes_):
    def nonsense(handler):
        handler.wfile.write(bytes_)

    with site(nonsense) as there:
        assert isinstance(asking(there.port).ask(there.url()), Outcome)


def test_a_page_without_end_is_not_read():
    sent = []

    def endless(handler):
        status(200 if handler.command == "GET" else 405)(handler)
        try:
            while handler.command == "GET" and sum(sent) < 200_000_000:
                handler.wfile.write(b"x" * 65536)
                sent.append(65536)
        except OSError:
            pass

    with site(endless) as there:
        assert not asking(there.port).ask(there.url()).failing

    assert sum(sent) < 20_000_000  # What fits into the buffers between.


# --- Collecting ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_public_web_address_is_known_by_where_it_stands():
    organization = make_organization(
        published=False, name="Otter Bank", website="https://otters.example.org"
    )
    Url.objects.create(organization=organization, url="https://otters.example.org/face")
    publish(organization)
    hall = make_location(name="Hall", published=False, url="https://hall.example.org")
    Accessibility.objects.create(location=hall, url="https://hall.example.org/ramp")
    publish(hall)
    service = make_service(
        name="Lunch", published=False, organization=organization, at=hall,
        url="https://otters.example.org",
    )  # fmt: skip
    RequiredDocument.objects.create(service=service, uri="https://docs.example.org")
    place = service.service_at_locations.get()
    Schedule.objects.create(service_at_location=place, schedule_link="https://times.example.org")
    publish(service)
    service.url = "https://draft.example.org"
    service.save()

    assert collect() == 6

    uses = set(LinkUse.objects.values_list("link__url", "kind", "name", "place"))
    assert uses == {
        ("https://otters.example.org", "organization", "Otter Bank", "website"),
        ("https://otters.example.org/face", "organization", "Otter Bank", "further web page"),
        ("https://hall.example.org", "location", "Hall", "web address"),
        ("https://hall.example.org/ramp", "location", "Hall", "page about access"),
        ("https://otters.example.org", "service", "Lunch", "web address"),
        ("https://docs.example.org", "service", "Lunch", "page about what to bring"),
        ("https://times.example.org", "service", "Lunch", "page with the times"),
    }


@pytest.mark.django_db
def test_what_was_found_out_stays_while_an_entry_gives_it_and_goes_with_it():
    service = make_service(url="https://otters.example.org")
    collect()
    WebLink.objects.update(status=404, said="Gone.", failures=2, failing_since=timezone.now())

    collect()
    assert WebLink.objects.get().failures == 2
    withdraw(service)
    collect()
    assert not WebLink.objects.exists()


@pytest.mark.django_db
def test_the_longest_addresses_are_kept_whole():
    url = "https://example.org/" + "ä" * 1900
    make_service(url=url)

    collect()

    assert WebLink.objects.get().url == url


# --- Checking ------------------------------------------------------------------------------------


class Clock:
    """Time that passes only while somebody rests."""

    def __init__(self) -> None:
        self.now, self.rests = 0.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += seconds


def links(*urls: str) -> list[WebLink]:
    return [WebLink.objects.create(url=url, url_digest=url) for url in urls]


def checked(there, pace: Pace | None = None, clock: Clock | None = None) -> list[str]:
    clock = clock or Clock()
    pace = pace or Pace()
    found = check(pace, asking(there.port), sleep=clock.sleep, clock=clock)
    return [one.url for one in found]


@pytest.mark.django_db
def test_a_site_has_its_rest_and_others_their_turn_meanwhile():
    with site(status(200)) as there:
        a = [there.url(f"/{number}", host="a.test") for number in range(3)]
        b = there.url(host="b.test")
        links(*a, b)
        clock = Clock()

        assert checked(there, Pace(rest=2), clock) == [a[0], b, a[1], a[2]]

    assert clock.rests == [2, 2]


@pytest.mark.django_db
def test_a_run_is_bounded_in_number_and_in_time():
    with site(status(200)) as there:
        links(*(there.url(f"/{number}") for number in range(10)))
        assert len(checked(there, Pace(most=3))) == 3
        # The rest of two seconds between them fills nine seconds with five.
        assert len(checked(there, Pace(seconds=9, rest=2))) == 5
        assert len(checked(there)) == 2
        assert checked(there) == []


@pytest.mark.django_db
def test_an_address_is_dead_when_it_failed_twice_days_apart(monkeypatch):
    with site(status(404)) as there:
        [link] = links(there.url())
        checked(there)
        assert not WebLink.objects.dead().exists()
        assert checked(there) == []

        now = timezone.now() + timedelta(days=3, minutes=1)
        monkeypatch.setattr(timezone, "now", lambda: now)
        assert checked(there) == [link.url]

    dead = WebLink.objects.dead().get()
    assert (dead.status, dead.said) == (404, "There is no such page any more.")
    assert now - dead.failing_since > timedelta(days=3)


@pytest.mark.django_db
def test_one_that_is_back_is_no_longer_dead_and_asked_again_in_a_month(monkeypatch):
    with site(status(200)) as there:
        [link] = links(there.url())
        long_ago = timezone.now() - timedelta(days=9)
        WebLink.objects.update(
            checked_at=long_ago, failures=2, said="Gone.", failing_since=long_ago
        )
        checked(there)
        link.refresh_from_db()
        assert (link.failures, link.failing_since, link.said) == (0, None, "")

        now = timezone.now() + timedelta(days=29)
        monkeypatch.setattr(timezone, "now", lambda: now)
        assert checked(there) == []
        later = now + timedelta(days=2)
        monkeypatch.setattr(timezone, "now", lambda: later)
        assert checked(there) == [link.url]


@pytest.mark.django_db
def test_two_runs_at_once_ask_once():
    with site(status(200)) as there:
        links(there.url("/1"), there.url("/2"))
        one = check(Pace(), asking(there.port), sleep=lambda _: None)
        other = check(Pace(), asking(there.port), sleep=lambda _: None)
        first, second = next(one), next(other)
        list(one), list(other)

    assert {first.url, second.url} == {there.url("/1"), there.url("/2")}
    assert len(there.asked) == 2


def test_turns_are_fair():
    urls = ["http://a.test/1", "http://www.a.test/2", "http://b.test/", "http://[", "http://a.test"]

    turns = [link.url for link in in_turns([WebLink(url=url) for url in urls])]

    assert turns == [urls[0], urls[2], urls[3], urls[1], urls[4]]


# --- The command ---------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What is asked, without asking."""
    urls: list[str] = []

    class Pretending:
        def ask(self, url: str) -> Outcome:
            urls.append(url)
            return Outcome(404, "There is no such page any more.")

    monkeypatch.setattr(checking, "Asking", Pretending)
    return urls


@pytest.mark.django_db
def test_it_is_off_unless_somebody_says_so(asked):
    make_service(url="https://otters.example.org")

    with pytest.raises(CommandError) as refused:
        call_command("check_links")

    assert refused.value.returncode == 2
    assert asked == []
    assert not WebLink.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["setting", "flag"])
def test_it_asks_and_tells_what_it_found(asked, settings, how):
    settings.CHECK_LINKS = how == "setting"
    make_service(url="https://otters.example.org")

    out, _, status = run("check_links", *(["--on"] if how == "flag" else []))

    assert asked == ["https://otters.example.org"]
    assert "https://otters.example.org: There is no such page any more." in out
    assert "1 asked, 1 of them failed" in out
    assert status == 0


@pytest.mark.django_db
def test_simulated_it_asks_nothing(asked):
    make_service(url="https://otters.example.org")

    out, _, _ = run("check_links", "--simulate")

    assert "1 would be asked" in out
    assert asked == []


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--rest", "0"], ["--minutes", "x"]])
def test_bounds_cannot_be_taken_off(arguments):
    with pytest.raises(CommandError):
        call_command("check_links", *arguments)


@pytest.mark.parametrize("command", ["check_links", "remind_editors", "tell_problems"])
def test_help_teaches(command, capsys):
    with pytest.raises(SystemExit):
        call_command(command, "--help")

    told = capsys.readouterr().out
    assert "examples:" in told
    assert "exit status:" in told
