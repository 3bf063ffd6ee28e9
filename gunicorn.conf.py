"""How gunicorn runs the web process. Every variable is told of in docs/operations.md."""

import os
import subprocess
import sys

wsgi_app = "assets_api.wsgi:application"
bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"

# Sync workers: an answer is one indexed query and a few joined bytes, so threads only add waiting.
# Twice the cores keeps them busy while some wait for the database.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * len(os.sched_getaffinity(0)))

# Each worker opens its own database connection, so none may be open before the fork.
preload_app = False

# A worker that hangs is replaced; a streamed download gets this long between two signs of life.
timeout = 60
graceful_timeout = 30
# Above the idle time of the usual proxies, so that they never write to a connection just closed.
keepalive = 75

# Replaced now and then, not all at once, whatever a library may leak.
max_requests = 50_000
max_requests_jitter = 5_000

# Heartbeats in memory: the image's disk is read-only.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
# Nor is there a home for the socket of `gunicornc`; signals do all we need.
control_socket_disable = True

# What gunicorn has to say joins the application's log, in the same form. Requests are for the
# proxy in front to log: its log knows the caller's address, and one log of who looked for which
# help is enough.
accesslog = None
logconfig_dict = {
    "formatters": {"json": {"()": "assets_api.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # It tells every worker anew that there is no `.env`.
        "environ": {"level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
}


def on_starting(server: object) -> None:
    """A dangerous or misspelt setting stops the start here, with its hint, not the first request.

    In a process of its own, so that a reload (SIGHUP) still reads all code afresh.
    """
    check = [sys.executable, "manage.py", "check"]
    if subprocess.run(check, stdout=subprocess.DEVNULL).returncode:
        sys.exit("The web process does not start with these settings.")
