"""Persons who sign in, the bodies that they act for and the roles that they hold there, each from a day to a day.

Not the people whom care is about: those are in the requests made about them.
"""
