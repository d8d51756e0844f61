"""Every change to agreements. Each is an operation with one entry in the record.

`rows` keeps writers apart and says when words may no longer change; `law` is where one becomes a fact of the register.
"""

from concord.agreements.services.arrangements import (
    arrange,
    end_arrangement,
    end_officer,
    name_officer,
    record_exercise,
    review_arrangement,
)
from concord.agreements.services.documents import add_document, begin_document, finish_document, remove_document
from concord.agreements.services.handing import change_keeper, hand_over, take_over
from concord.agreements.services.importing import import_agreements
from concord.agreements.services.keeping import (
    begin_review,
    end_of_agreement,
    publish_agreement,
    record_review,
    rely_on,
    run_unsigned,
    unpublish_agreement,
)
from concord.agreements.services.parties import add_party, change_party, novate_party, record_leaving, remove_party
from concord.agreements.services.sharing import answer_comments, comment, share_for_comment
from concord.agreements.services.signing import record_signature, sign_agreement
from concord.agreements.services.succession import decide_succession
from concord.agreements.services.topics import set_topics
from concord.agreements.services.writing import (
    Written,
    begin_agreement,
    discard_agreement,
    new_version,
    remove_clause,
    revise_agreement,
    write_clause,
)

__all__ = [
    "Written",
    "add_document",
    "add_party",
    "answer_comments",
    "arrange",
    "begin_agreement",
    "begin_document",
    "begin_review",
    "change_keeper",
    "change_party",
    "comment",
    "decide_succession",
    "discard_agreement",
    "end_arrangement",
    "end_of_agreement",
    "end_officer",
    "finish_document",
    "hand_over",
    "import_agreements",
    "name_officer",
    "new_version",
    "novate_party",
    "publish_agreement",
    "record_exercise",
    "record_leaving",
    "record_review",
    "record_signature",
    "rely_on",
    "remove_clause",
    "remove_document",
    "remove_party",
    "review_arrangement",
    "revise_agreement",
    "run_unsigned",
    "set_topics",
    "share_for_comment",
    "sign_agreement",
    "take_over",
    "unpublish_agreement",
    "write_clause",
]
