"""Every change to a request. Each is an operation with one entry in the record.

Nothing is sent from here: a declared message is put into the outbox in the same transaction. Times are aware instants
in UTC, given by the door. `drafting`, `sending` and `replying` hold the verbs; `sides` what they share.
"""

from concord.requests.services.drafting import (
    discard_request,
    draft_request,
    readdress_request,
    revise_request,
)
from concord.requests.services.replying import acknowledge_request, comply_with_request, refuse_request
from concord.requests.services.sending import send_request, withdraw_request

__all__ = [
    "acknowledge_request",
    "comply_with_request",
    "discard_request",
    "draft_request",
    "readdress_request",
    "refuse_request",
    "revise_request",
    "send_request",
    "withdraw_request",
]
