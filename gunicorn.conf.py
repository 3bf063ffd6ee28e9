"""How gunicorn runs the web process. Every variable is told of in docs/operations.md."""

import os
import subprocess
import sys

from assets_api.environment import variable, whole_number

wsgi_app = "assets_api.wsgi:application"
bind = f"0.0.0.0:{variable('PORT', 8000, read=whole_number, example='8000')}"

# Sync workers: an answer is one indexed query and a few joined bytes, so threads only add waiting.
# Twice the cores keeps them busy while some wait for the database.
worker_class = "sync"
workers = variable(
    "WEB_CONCURRENCY", 2 * len(os.sched_getaffinity(0)), read=whole_number, example="4"
)

# Each worker opens its own database connection, so none may be open before the fork.
preload_app = False

# A worker that hangs is replaced. A sync worker gives no sign of life before its answer is sent
# whole, so this is also how long the slowest partner may take over a full download.
timeout = 600
graceful_timeout = 30

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
    check = [sys.executable, "manage.py", "check", "--deploy", "--tag", "deployment"]
    if subprocess.run(check, stdout=subprocess.DEVNULL).returncode:
        sys.exit("The web process does not start with these settings.")
