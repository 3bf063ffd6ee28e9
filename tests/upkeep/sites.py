"""Real servers on this machine, in the place of the internet and of what must never be asked."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socket import socket

from directory.upkeep.links.asking import Asking
from directory.upkeep.links.guard import Guard

# Two addresses of this machine: one plays the internet, the other somebody's private network.
OUTSIDE, INSIDE = "127.0.0.1", "127.0.0.2"

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A running server: where it is, and every request it got."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def site(
    answer: Answer, *, host: str = OUTSIDE, port: int = 0, tls: tuple[str, str] | None = None
) -> Iterator[Site]:
    """A server that answers every request so; `tls` is the files of its certificate and key."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            running.asked.append((self.command, self.path))
            running.headers.append(dict(self.headers))
            answer(self)

        do_GET = do_HEAD = do

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[socket, tuple[str, int]]:
            running.connections += 1
            return super().get_request()

    server = Server((host, port), Handler)
    running = Site(server.server_address[1])
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, **headers: str) -> Answer:
    """A server that answers so."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()

    return answer


def asking(*ports: int, seconds: float = 5, **names: str | list[str]) -> Asking:
    """What asks `OUTSIDE` alone, on these ports, where names lead as told, else to `OUTSIDE`.

    Names are written with underscores for dots.
    """
    known = {name.replace("_", "."): where for name, where in names.items()}

    def resolve(host: str, port: int) -> list[str]:
        where = known.get(host, OUTSIDE if host.endswith(".test") else [])
        if not where:
            raise OSError("no such name")
        return [where] if isinstance(where, str) else where

    guard = Guard(resolve, lambda address: address == ip_address(OUTSIDE), frozenset(ports))
    return Asking(guard, seconds)
