"""Agreements, policies and arrangements: who has agreed what with whom, from when until when, and whether it is alive.

Serves CA2014.s3, s6(1), (4), (6), (7)(b). Its commitments feed requests, contacts and sharing; the law is `statute`.
"""
