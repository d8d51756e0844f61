"""What the rooms above write with. Nothing here is an operation: the index is derived, and written inside theirs."""

from concord.search.writing import Document, add, index, rebuild, remove

__all__ = ["Document", "add", "index", "rebuild", "remove"]
