"""The body of a call as JSON. Half a sign (a lone surrogate, which UTF-8 lacks) is refused like broken JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from ninja.parser import Parser

if TYPE_CHECKING:
    from django.http import HttpRequest

_MAYBE_HALF: Final = re.compile(rb"\\u[dD][89a-fA-F]")


class WholeSigns(Parser):
    """As ninja reads a body; what it raises here is answered with 400."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The values. Raises ValueError for what is no JSON in whole signs."""
        found = super().parse_body(request)
        if _MAYBE_HALF.search(request.body):
            json.dumps(found, ensure_ascii=False).encode()
        return found
