"""Decisions about requests, pure, on plain values: kinds, steps, where a request stands, its clock, chasing, drafts.

Only the grounds, the written reasons and the conditions come from the Act (CA2014.s7, s45). Every number of days here
is an agreement's, an authority's or Concord's own policy, and is never shown as anything else: the Act sets no limit.
"""
