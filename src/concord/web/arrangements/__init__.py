"""Pages of an authority's internal arrangements: its four groups of officers, their six pairs, what is missing."""
