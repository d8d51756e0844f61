"""The machines' door: /api/v1, described by OpenAPI 3.1. Register and law for anyone, the rest by key. No rules.

Only `urls` leads to django-ninja, so that a command that never looks at an address starts without it.
"""
