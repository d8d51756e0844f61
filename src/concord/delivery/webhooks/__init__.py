"""Telling a body's own systems what happens: addresses that it names, signed, tried again, never about a person's life.

Rooms call `publish` inside their operations; `concord work` calls `send_due`.
"""

from concord.delivery.webhooks.publishing import listening, publish
from concord.delivery.webhooks.sending import Told, send_due

__all__ = ["Told", "listening", "publish", "send_due"]
