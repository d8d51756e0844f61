"""What `concord work` does for requests by itself: finds what is due, and calls the operations, one row at a time."""

from concord.requests.work.chores import ALL, Chore, everything_due
from concord.requests.work.turns import Done, Turn

__all__ = ["ALL", "Chore", "Done", "Turn", "everything_due"]
