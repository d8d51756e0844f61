"""Pages about the law: the provisions of the rulebook, each with its versions, doubts and what it does."""
