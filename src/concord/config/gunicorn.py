"""How gunicorn serves Concord: two processes of four threads, loaded before they fork, on this machine only.

Behind a proxy, set `PORT`; gunicorn's own options on the command line come after these and win.
"""

from __future__ import annotations

import os
import sys

wsgi_app = "concord.config.wsgi:application"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
preload_app = True
control_socket_disable = True
loglevel = "warning"
# A partner's address is the key to a request, so requests are not listed.
accesslog = None


def when_ready(_server: object) -> None:
    """Say where it is, once it listens."""
    sys.stdout.write(f"Concord is running on http://{bind} (Ctrl-C stops it)\n")
    sys.stdout.flush()
