"""Concord: the duty to co-operate of sections 6 and 7 of the Care Act 2014. `docs/map.md` is the plan of the house."""
