"""Asks one web address whether it is there: a few headers, within a few seconds."""

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from django.conf import settings

from directory.upkeep.links.guard import Guard, NoSuchSite, NotAsked, Target

MOST_REDIRECTS = 5
SECONDS_TO_CONNECT = 5.0
SECONDS_IN_ALL = 15.0
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}


@dataclass(frozen=True)
class Outcome:
    """What came of asking: `said` is blank unless people who follow the address fail too."""

    status: int | None = None
    said: str = ""

    @property
    def failing(self) -> bool:
        return bool(self.said)


@dataclass(frozen=True)
class Asking:
    """Asks addresses. No body is read, and what takes longer than `seconds` in all has failed."""

    guard: Guard = field(default_factory=Guard)
    seconds: float = SECONDS_IN_ALL

    def ask(self, url: str) -> Outcome:
        """Whether `url` leads anywhere. Never raises for what a site does."""
        deadline = time.monotonic() + self.seconds
        try:
            outcome = self._follow("HEAD", url, deadline)
            # Some sites know no HEAD, and say so in many ways.
            if outcome.status is not None and outcome.status >= 400:
                outcome = self._follow("GET", url, deadline)
        except NotAsked as reason:
            return Outcome(said=str(reason) if reason.broken else "")
        except NoSuchSite:
            return Outcome(said="There is no site of this name.")
        except ssl.SSLCertVerificationError:
            return Outcome(said="Browsers warn of it: its certificate is not valid.")
        except TimeoutError:
            return Outcome(said="The site does not answer.")
        except (OSError, ValueError, http.client.HTTPException):
            return Outcome(said="The site cannot be reached.")
        return outcome

    def _follow(self, method: str, url: str, deadline: float) -> Outcome:
        for _ in range(MOST_REDIRECTS + 1):
            status, onward = self._once(method, self.guard.target(url), deadline)
            if status not in REDIRECTS or not onward:
                return _judged(status)
            try:
                url = urljoin(url, onward)
            except ValueError:
                return Outcome(status, "It leads on to what is no web address.")
        return Outcome(None, "It leads on and on, and never arrives.")

    def _once(self, method: str, target: Target, deadline: float) -> tuple[int, str]:
        """One request: its status, and where it leads on to."""
        sock = self._connected(target, deadline)
        if target.scheme == "https":
            sock = self._tls.wrap_socket(
                sock, server_hostname=target.host, do_handshake_on_connect=False
            )
        # A site that sends a byte now and then never lets a read time out: this ends it.
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [sock])
        timer.daemon = True
        timer.start()
        try:
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            answer = self._answer(method, target, sock)
            if time.monotonic() < deadline:
                return answer
        except (OSError, http.client.HTTPException):
            if time.monotonic() < deadline:
                raise
        finally:
            timer.cancel()
            sock.close()
        raise TimeoutError

    def _answer(self, method: str, target: Target, sock: socket.socket) -> tuple[int, str]:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = sock
        connection.putrequest(method, target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self._headers(target).items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""

    def _connected(self, target: Target, deadline: float) -> socket.socket:
        """A connection to the first of the checked addresses that takes one."""
        fault: OSError = TimeoutError()
        for address in target.addresses[:3]:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                sock = socket.create_connection(
                    (address, target.port), timeout=min(left, SECONDS_TO_CONNECT)
                )
            except OSError as refused:
                fault = refused
            else:
                sock.settimeout(max(0.1, deadline - time.monotonic()))
                return sock
        raise fault

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _headers(self, target: Target) -> dict[str, str]:
        return {
            "Host": target.host_header,
            "User-Agent": user_agent(),
            "Accept": "*/*",
            "Connection": "close",
        }


def user_agent() -> str:
    """Who asks, and where to read about them."""
    name = re.sub(r"[^ -~]|[()]", "", settings.DIRECTORY_NAME).strip() or "directory"
    return f"Mozilla/5.0 (compatible; link check of {name}; +{settings.SITE_URL}/)"


def _judged(status: int) -> Outcome:
    """What a site's answer means to somebody who follows the address.

    One that forbids us, or has us wait, may well serve people; that is no fault of the entry.
    """
    if status in GONE:
        return Outcome(status, "There is no such page any more.")
    if status >= 500 and status < 600:
        return Outcome(status, "The site has a fault.")
    return Outcome(status)


def _cut(sock: socket.socket) -> None:
    """End a connection that another thread reads from.

    By the plain socket's own way: TLS's would take its state away under the reader's hands.
    """
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
