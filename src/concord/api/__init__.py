"""The machines' door: /api/v1, described by OpenAPI 3.1. Public, read-only, no personal data. It holds no rules.

Only `urls` leads to django-ninja, so that a command that never looks at an address starts without it.
"""
