"""Every change to a request. Each is an operation with one entry in the record.

Nothing is sent from here: a declared message is put into the outbox in the same transaction. Times are aware instants
in UTC, given by the door. `steps` is the one way in which a request's story goes on; `docket` keeps what lists read.
"""

from concord.requests.services.answering import (
    acknowledge_request,
    ask_question,
    comply_in_part,
    comply_with_request,
    decline_request,
    name_right_body,
    offer_alternative,
    pass_on_request,
    refuse_request,
    say_not_bound,
)
from concord.requests.services.attaching import attach_file, begin_attaching, detach_file, finish_attaching
from concord.requests.services.considering import (
    accept_answer,
    contest_answer,
    note_kept,
    note_not_kept,
    take_another_way,
)
from concord.requests.services.drafting import (
    ask_others_too,
    copy_to_others,
    discard_request,
    draft_request,
    hand_over_request,
    readdress_request,
    revise_request,
)
from concord.requests.services.escalating import escalate_request, note_late
from concord.requests.services.following import follow_successor, note_end
from concord.requests.services.joining import join_answer
from concord.requests.services.linking import reissue_link, revoke_link, revoke_links
from concord.requests.services.mailing import take_mail
from concord.requests.services.making import make_request
from concord.requests.services.pausing import count_again, give_more_time, pause_clock, resume_clock
from concord.requests.services.practice import (
    end_response_time,
    forget_search,
    keep_template,
    retire_template,
    save_search,
    set_ladder,
    set_practice,
    set_response_time,
)
from concord.requests.services.reminding import remind_partner, send_digest
from concord.requests.services.returning import note_returned
from concord.requests.services.saving import save_answer
from concord.requests.services.sending import enter_in_error, send_request, withdraw_request
from concord.requests.services.talking import mark_read, write_message

__all__ = [
    "accept_answer",
    "acknowledge_request",
    "ask_others_too",
    "ask_question",
    "attach_file",
    "begin_attaching",
    "comply_in_part",
    "comply_with_request",
    "contest_answer",
    "copy_to_others",
    "count_again",
    "decline_request",
    "detach_file",
    "discard_request",
    "draft_request",
    "end_response_time",
    "enter_in_error",
    "escalate_request",
    "finish_attaching",
    "follow_successor",
    "forget_search",
    "give_more_time",
    "hand_over_request",
    "join_answer",
    "keep_template",
    "make_request",
    "mark_read",
    "name_right_body",
    "note_end",
    "note_kept",
    "note_late",
    "note_not_kept",
    "note_returned",
    "offer_alternative",
    "pass_on_request",
    "pause_clock",
    "readdress_request",
    "refuse_request",
    "reissue_link",
    "remind_partner",
    "resume_clock",
    "retire_template",
    "revise_request",
    "revoke_link",
    "revoke_links",
    "save_answer",
    "save_search",
    "say_not_bound",
    "send_digest",
    "send_request",
    "set_ladder",
    "set_practice",
    "set_response_time",
    "take_another_way",
    "take_mail",
    "withdraw_request",
    "write_message",
]
