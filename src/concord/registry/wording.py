"""The closed vocabularies of the register, and how each word is shown. Kinds of fact are `statute`'s own."""

from __future__ import annotations

from typing import Final

BODY_KINDS: Final = {
    "county": "County council",
    "unitary": "Unitary council",
    "metropolitan_district": "Metropolitan district council",
    "london_borough": "London borough council",
    "city_of_london": "City of London",
    "isles_of_scilly": "Council of the Isles of Scilly",
    "district": "District council",
    "ccg": "Clinical commissioning group",
    "icb": "Integrated care board",
    "nhs_england": "NHS England",
    "nhs_trust": "NHS trust",
    "nhs_foundation_trust": "NHS foundation trust",
    "welsh_nhs_trust": "Welsh NHS trust",
    "chief_officer_of_police": "Chief officer of police",
    "probation_provider": "Provider of probation services",
    "minister": "Minister of the Crown",
}

BOARD_KIND: Final = "safeguarding-adults-board"

OTHER_KINDS: Final = {
    "gp-practice": "GP practice",
    "dental-practice": "Dental practice",
    "pharmacy": "Pharmacy",
    "optician": "Optician",
    "independent-hospital": "Private hospital",
    "care-provider": "Care provider",
    "social-landlord": "Housing association or other registered landlord",
    "private-landlord": "Private landlord or letting agent",
    "voluntary-body": "Charity or voluntary body",
    "community-interest-company": "Community interest company",
    "special-health-authority": "Special health authority",
    "regulator": "Regulator",
    "welsh-health-board": "Welsh health board",
    "welsh-council": "Council in Wales",
    "parish-council": "Parish council",
    "combined-authority": "Combined authority",
    "fire-and-rescue-authority": "Fire and rescue authority",
    "police-and-crime-commissioner": "Police and crime commissioner",
    "british-transport-police": "British Transport Police",
    "youth-justice-team": "Youth justice team",
    "school": "School or college",
    "home-office": "Home Office",
    "hmrc": "HM Revenue and Customs",
    "housing-company": "Company that runs a council's homes",
    "children-services-company": "Company that runs a council's children's services",
    "contractor": "Firm that works for a council",
    "other-body": "Another organisation",
    BOARD_KIND: "Safeguarding Adults Board",
}
"""Kinds of the bodies that people here add: those asked under CA2014.s6(2), and boards under s43. No edition holds any;
public pages, checks, counts and exports pass over them. The rulebook says of each why it is no relevant partner."""

ALL_KINDS: Final = {**BODY_KINDS, **OTHER_KINDS}

AUTHORITY_KINDS: Final = (
    "county",
    "unitary",
    "metropolitan_district",
    "london_borough",
    "city_of_london",
    "isles_of_scilly",
)
"""The councils that have adult social care functions: those of CA2014.s1(4), and Scilly."""

TRUST_KINDS: Final = ("nhs_trust", "nhs_foundation_trust", "welsh_nhs_trust")

SCHEMES: Final = {
    "gss": "Government Statistical Service code",
    "ods": "NHS organisation code",
    "police": "data.police.uk identifier",
    "probation": "Probation region",
    "delius": "Probation case system code",
    "register": "Local authority register code",
    "known_as": "What people call it",
    "slug": "Address in Concord",
    "gov_uk_slug": "GOV.UK address",
}

REFERENCE_SCHEMES: Final = ("gss", "ods", "police", "probation")
"""The schemes in which a code, with its scheme before it, is a reference: gss:E08000016."""

SUCCESSIONS: Final = {
    "merger": "Merged into",
    "split": "Divided; part of it went to",
    "boundary_change": "Part of its area moved to",
    "reorganisation": "Reorganised into",
    "replacement": "Replaced by",
}

STANDINGS: Final = {
    "asserted": "Stated by an official source",
    "confirmed": "Confirmed",
    "proposed": "Proposed on evidence; nobody has decided",
    "disputed": "Disputed by the body concerned",
    "rejected": "Rejected",
    "announced": "Announced",
}

START_CERTAINTY: Final = {
    "exact": "The day is known",
    "earlier": "Before 1 April 2015",
    "unknown": "Not known to the register",
}

CONFIDENCE: Final = {"high": "High", "medium": "Medium", "low": "Low"}

STRENGTHS: Final = {
    "high": "Strong evidence",
    "medium": "Some evidence",
    "low": "Weak evidence",
    "": "Evidence not weighed",
}
"""How strong the evidence of a proposed fact is, as lists head it: the strongest first."""

CHANGE_STANDINGS: Final = {
    "announced": "Announced",
    "made": "Order made, not yet in force",
    "in_force": "In force",
}
