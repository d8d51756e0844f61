"""Concord: the duty to co-operate of sections 6 and 7 of the Care Act 2014. A house of rooms and doors; `docs/map.md` is its plan."""
