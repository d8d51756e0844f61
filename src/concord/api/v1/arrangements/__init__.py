"""The arrangements inside a body, for its own systems: officers and pairs of groups, kept by key. CA2014.s6(4)."""
