"""The whole of one request to take away: as a PDF, as a page to print, and as a ZIP with its attachments.

What belongs to it comes from `requests.queries.bundle`; here is only how it is shown. Doors add who asks.
"""

from concord.pages.bundles.archive import archive
from concord.pages.bundles.printing import MARKING, html, name_of, pdf, too_long

__all__ = ["MARKING", "archive", "html", "name_of", "pdf", "too_long"]
