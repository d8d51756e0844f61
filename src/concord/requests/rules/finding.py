"""Under which name the search index knows the bodies that may find a request. Pure; the index is `concord.search`'s."""

from __future__ import annotations


def scope(body: str) -> str:
    """The scope of a body.

    >>> scope("gss:E10000012")
    'body:gss:E10000012'
    """
    return f"body:{body}"
