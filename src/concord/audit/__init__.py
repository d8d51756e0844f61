"""The record of what was done, by whom, for which body, through which door: append-only, each chained to the last.

Rooms declare what can be recorded (`vocabulary`); only `access` writes. Nothing here knows who may do what.
"""
