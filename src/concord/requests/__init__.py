"""Requests for co-operation: asked, sent, acknowledged, complied with or refused with written reasons.

Serves CA2014.s7(1) and s7(3). Whether a body is bound is the law's question (`concord.statute`); who may see a
request is asked in `permissions`; the pages are in the doors `web` and `partner`.
"""
