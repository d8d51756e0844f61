"""Tables of what leaves the house: the outbox, and the links that let partners in."""

from concord.delivery.models.links import LinkCode, LinkGuess, SecureLink
from concord.delivery.models.outbox import Outgoing

__all__ = ["LinkCode", "LinkGuess", "Outgoing", "SecureLink"]
