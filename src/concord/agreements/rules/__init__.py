"""Decisions about agreements, pure, on plain values: kinds, where one stands on a day, what a clause commits to."""
