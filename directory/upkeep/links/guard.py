"""Which addresses may be asked: those anybody on the internet can reach, and no others.

A web address is typed by strangers, and redirects are chosen by other sites. So a name is looked up
once, every address it has is checked, and the connection goes to a checked address itself, not to
the name, which might lead elsewhere the next time it is looked up.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Iterable[str]]

PORTS = {"http": 80, "https": 443}
# All of IPv6 that is given out so far, but for what is kept for examples (RFC 9637).
GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
EXAMPLES = ipaddress.IPv6Network("3fff::/20")
# By these a network that has only IPv6 reaches IPv4: the last 32 bits (RFC 6052).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
LONGEST = 2_000
PATH_SAFE = "/%:=&?~+!$,;'@()*[]-._"


class NotAsked(Exception):
    """The address is not asked; the message says why. `broken` if the public cannot use it
    either."""

    def __init__(self, why: str, *, broken: bool = True) -> None:
        super().__init__(why)
        self.broken = broken


class NoSuchSite(Exception):
    """The name of the site is not known to anybody."""


@dataclass(frozen=True)
class Target:
    """Where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_public(address: Address) -> bool:
    """Whether anybody on the internet can reach `address`, and whatever it leads to."""
    return all(map(_is_public, _behind(address)))


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        return address.is_global and address in GIVEN_OUT and address not in EXAMPLES
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _behind(address: Address) -> Iterator[Address]:
    """`address`, or the IPv4 addresses it is another way to write or to reach."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        if address.sixtofour:
            yield address.sixtofour
        if address.teredo:
            yield from address.teredo


def lookup(host: str, port: int) -> list[str]:
    """The addresses of `host`, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


@dataclass(frozen=True)
class Guard:
    """Says where a web address leads, if it may be asked.

    Tests put a server of their own in the place of the internet by the arguments; nothing else
    should.
    """

    resolve: Resolve = lookup
    allowed: Callable[[Address], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())

    def target(self, url: str) -> Target:
        """Where `url` leads. Raises NotAsked and NoSuchSite."""
        if len(url) > LONGEST or NOT_IN_AN_ADDRESS.search(url):
            raise NotAsked("This is not a web address.")
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname
        except ValueError:
            raise NotAsked("This is not a web address.") from None
        if parts.scheme not in PORTS or not host:
            raise NotAsked("A web address starts with http:// or https:// and names a site.")
        if "@" in parts.netloc:
            raise NotAsked("It holds a user name or password, which everybody can read.")
        port = PORTS[parts.scheme] if port is None else port
        if port not in self.ports:
            raise NotAsked(f"Sites on port {port} are not checked.", broken=False)
        path = quote(parts.path or "/", safe=PATH_SAFE)
        query = f"?{quote(parts.query, safe=PATH_SAFE)}" if parts.query else ""
        name = _ascii(host)
        return Target(parts.scheme, name, port, path + query, self._addresses(name, port))

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Those of `host`, looked up now; all must be public, or none is asked."""
        try:
            found = tuple(dict.fromkeys(self.resolve(host, port)))
        except (OSError, UnicodeError):
            raise NoSuchSite from None
        if not found:
            raise NoSuchSite
        for text in found:
            try:
                address = ipaddress.ip_address(text)
            except ValueError:  # Such as fe80::1%eth0, which is nobody's but this machine's.
                raise NotAsked("It leads into a private network.") from None
            if not self.allowed(address):
                raise NotAsked("It leads into a private network.")
        return found


def _ascii(host: str) -> str:
    """A host's name as it is looked up."""
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NotAsked("This is not a web address.") from None
