"""Nothing inside a private network is ever asked, however an address is written or led there."""

import socket
from ipaddress import ip_address

import pytest

from directory.upkeep.links.asking import MOST_REDIRECTS, Asking
from directory.upkeep.links.guard import Guard, NoSuchSite, NotAsked, is_public, lookup
from tests.upkeep.sites import INSIDE, OUTSIDE, asking, site, status

PRIVATE = "It leads into a private network."


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254"),
        *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1"),
        *("192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1"),
        *("240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1"),
        *("ff02::1", "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1", "64:ff9b::7f00:1"),
        *("64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::1", "2002:a00:1::"),
        *("2001:0:7f00:1::", "2001::a9fe:a9fe", "fec0::1", "5f00::1", "2001:2::1", "3fff::1"),
    ],
)
def test_what_is_not_for_everybody_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::101:101"]
)
def test_what_anybody_can_reach_is(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[fe80::1%25lo]/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "https://localhost:443/",
        "http://localhost:80/",
    ],
)
def test_every_way_to_write_this_machine_is_refused_by_the_real_resolver(url):
    with pytest.raises((NotAsked, NoSuchSite)) as refused:
        Guard().target(url)
    if refused.type is NotAsked:
        assert str(refused.value) in (PRIVATE, "This is not a web address.")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://site.test/",
        "file:///etc/passwd",
        "gopher://site.test/",
        "javascript:alert(1)",
        "//site.test/",
        "site.test",
        "http:///",
        "http://",
        "",
        " http://site.test/",
        "http://site.test/a b",
        "http://site.test/\r\nHost: inside",
        "http://site.test\t/",
        "http://site.test\\@inside.test/",
        "http://site.test:99999/",
        "http://site.test:x/",
        "http://[::1/",
        "http://[site.test]/",
        "http://user@site.test/",
        "http://user:password@site.test/",
        "http://site.test@inside.test/",
        "http://\ud800.test/",
        "http://" + "x" * 3000 + ".test/",
        "http://" + "x" * 300 + ".test/",
        "http://a..b/",
        "http://\x00/",
    ],
)
def test_what_is_no_web_address_of_a_site_is_not_asked(url):
    with site(status(200)) as outside:
        outcome = asking(80, 443, outside.port, inside_test=INSIDE).ask(url)

    assert outcome.said
    assert outside.connections == 0


@pytest.mark.parametrize("port", [22, 25, 6379, 8000, 8080])
def test_other_ports_are_not_asked_and_not_called_dead(port):
    with pytest.raises(NotAsked) as refused:
        Guard(resolve=lambda *_: ["1.1.1.1"]).target(f"http://example.org:{port}/")
    assert not refused.value.broken
    assert Asking(Guard(resolve=lambda *_: ["1.1.1.1"])).ask(f"http://e.org:{port}/").said == ""


def test_the_usual_ports_are():
    guard = Guard(resolve=lambda *_: ["1.1.1.1"])

    for url, port in (
        ("http://example.org", 80),
        ("https://example.org/", 443),
        ("http://example.org:443/", 443),
        ("https://example.org:/", 443),
    ):
        assert guard.target(url).port == port


def test_a_name_is_refused_if_any_of_its_addresses_is_private():
    with pytest.raises(NotAsked):
        Guard(resolve=lambda *_: ["1.1.1.1", "10.0.0.1"]).target("http://example.org/")


def test_names_are_looked_up_as_the_net_writes_them():
    asked = []
    guard = Guard(resolve=lambda host, port: asked.append(host) or ["1.1.1.1"])

    target = guard.target("https://Bücher.example.org/späti?q=ü&a=%20#here")

    assert asked == ["xn--bcher-kva.example.org"]
    assert target.path == "/sp%C3%A4ti?q=%C3%BC&a=%20"
    assert target.host_header == "xn--bcher-kva.example.org"


def test_the_resolver_of_this_machine_is_the_one_that_is_used():
    assert Guard().resolve is lookup
    assert "127.0.0.1" in lookup("127.1", 80)


# --- Real servers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["inside.test", INSIDE, "localhost", "2130706434", "0x7f.2", "[::ffff:127.0.0.2]"]
)
def test_a_server_inside_is_never_connected_to(host):
    """The port is allowed here, so that the address alone is what is refused."""
    with site(status(200), host=INSIDE) as inside:
        real = Asking(Guard(ports=frozenset([inside.port])))
        pretended = asking(inside.port, inside_test=INSIDE, localhost=INSIDE)
        outcomes = [one.ask(inside.url(host=host)) for one in (real, pretended)]

    assert inside.connections == 0
    assert all(one.failing for one in outcomes)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "where",
    [
        "http://inside.test:{port}/",
        "//inside.test:{port}/",
        "http://127.0.0.2:{port}/",
        "http://2130706434:{port}/",
        "http://[::ffff:127.0.0.2]:{port}/",
        "http://site.test@inside.test:{port}/",
    ],
)
def test_a_redirect_inside_is_not_followed(code, where):
    with site(status(200), host=INSIDE) as inside:
        leading = status(code, Location=where.format(port=inside.port))
        with site(leading) as outside:
            ask = asking(outside.port, inside.port, inside_test=INSIDE).ask
            outcome = ask(outside.url())

    assert outside.connections >= 1
    assert inside.connections == 0
    assert outcome.failing


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://site.test/", "gopher://x/", "x://"])
def test_a_redirect_to_something_else_is_not_followed(where):
    with site(status(302, Location=where)) as outside:
        assert asking(outside.port).ask(outside.url()).failing


def test_a_name_that_changes_its_address_is_only_looked_up_once():
    """Public when it is checked, private when it is connected to: DNS rebinding."""
    answers = iter([[OUTSIDE], [INSIDE], [INSIDE]])
    looked_up = []

    def rebinding(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return next(answers)

    with site(status(200)) as outside, site(status(200), host=INSIDE, port=outside.port) as inside:
        guard = Guard(rebinding, lambda one: one == ip_address(OUTSIDE), frozenset([outside.port]))
        outcome = Asking(guard).ask(outside.url())

    assert looked_up == ["site.test"]
    assert (outside.connections, inside.connections) == (1, 0)
    assert not outcome.failing


def test_each_redirect_is_looked_up_and_checked_anew():
    answers = iter([[OUTSIDE], [INSIDE]])
    with site(status(302, Location="/again")) as outside:
        guard = Guard(
            lambda *_: next(answers),
            lambda one: one == ip_address(OUTSIDE),
            frozenset([outside.port]),
        )
        outcome = Asking(guard).ask(outside.url())

    assert outside.connections == 1
    assert outcome.said == PRIVATE


def test_the_name_is_not_handed_to_anything_that_looks_it_up_again(monkeypatch):
    connected = []
    real = socket.create_connection

    def watch(address, *arguments, **options):
        connected.append(address[0])
        return real(address, *arguments, **options)

    monkeypatch.setattr(socket, "create_connection", watch)
    monkeypatch.setenv("http_proxy", "http://127.0.0.2:1/")
    with site(status(200)) as outside:
        asking(outside.port).ask(outside.url())

    assert connected == [OUTSIDE]
    assert outside.headers[0]["Host"] == f"site.test:{outside.port}"


def test_redirects_come_to_an_end():
    with site(status(302, Location="/")) as outside:
        outcome = asking(outside.port).ask(outside.url())

    assert outcome.said == "It leads on and on, and never arrives."
    assert outside.connections == MOST_REDIRECTS + 1
