"""The register of England: bodies, offices, areas, successions and dated facts, with sources, on two axes of time.

What was true on a day, and what was known at a moment. It holds no law: `statute` is given its `Register`. Serves
CA2014.s6(7) and (8).
"""
