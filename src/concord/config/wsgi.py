"""The application that a web server runs. It refuses to start half-configured, with a sentence for each thing."""

from __future__ import annotations

import gc
import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from concord.config.readiness import missing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")

# The code by which gunicorn knows that starting again will not help.
CANNOT_LOAD = 4

if sentences := missing(settings):
    sys.stderr.write("".join(f"concord: {sentence}\n" for sentence in sentences))
    sys.exit(CANNOT_LOAD)

application = get_wsgi_application()

# Every door is opened once before anyone knocks: what cannot be loaded stops the server, and nobody waits for it later.
get_resolver().check()

# What is loaded now is needed as long as the server runs: it is not searched for rubbish again and again, and what a
# page leaves behind is looked for less often. That is an eighth of the time of a change.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
