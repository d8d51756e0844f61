"""Tables of what leaves the house and comes back: outbox, links that let partners in, incoming mail, webhooks."""

from concord.delivery.models.incoming import Incoming
from concord.delivery.models.links import LinkCode, LinkGuess, SecureLink
from concord.delivery.models.outbox import Outgoing
from concord.delivery.models.webhooks import Webhook, WebhookDelivery

__all__ = ["Incoming", "LinkCode", "LinkGuess", "Outgoing", "SecureLink", "Webhook", "WebhookDelivery"]
