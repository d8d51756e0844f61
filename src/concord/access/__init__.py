"""Who may do what, written once: a policy per event, and the operation that checks it, does the work and records it.

It knows no room: each room registers its own policies in its `permissions.py`. Also what is encrypted at rest.
"""
