"""Parameters with which both languages must answer alike, beside each query's example.

Chosen for what may differ: no rows, nothing known, ties, several codes, letters in both cases, a
list with several values, other schemes and vintages, a limit in the middle, codes nobody has.
"""

from __future__ import annotations

ESCO = "http://data.europa.eu/esco/"
ENGLISH = f"{ESCO}skill/6d3edede-8951-4621-a835-e04323300fa0"
COMPUTERS = f"{ESCO}skill/ddc3119d-1d6e-4324-9125-a3380d299ac5"
BLUEPRINTS = f"{ESCO}skill/d1072655-88ce-4445-8803-e6273da273e7"
ESCO_OCCUPATION = f"{ESCO}occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34"

ELECTRICIAN, SOLAR, DEVELOPER = "47-2111.00", "47-2231.00", "15-1252.00"
UNRATED = "11-9199.00"  # no rating of any kind
HIDDEN = "11-9199.10"  # under a residual code
MILITARY = "55-1011.00"  # reported under no code
SURGEON = "29-1022.00"  # wages above what is published
NURSE = "29-1141.00"
NOBODY = "99-9999.99"

_Case = dict[str, str]


def _occupations(*codes: str) -> list[_Case]:
    return [{"occupation": code} for code in codes]


_ANY = _occupations(DEVELOPER, NURSE, UNRATED, HIDDEN, MILITARY, NOBODY)

CASES: dict[str, list[_Case]] = {
    # credential
    "certification": [
        {"certification": number} for number in ("11369", "10361", "10017", "13312", "1")
    ],
    "certifications-for-occupation": [
        *_ANY, {"occupation": NURSE, "minimum": "0.85", "limit": "7"},
        {"occupation": NURSE, "minimum": "1"},
    ],
    "find-certification": [
        {"text": "NABCEP"}, {"text": "nurse", "limit": "30"}, {"text": "CCNA"}, {"text": "Ä"},
        {"text": "no such certificate"}, {"text": "a", "limit": "3"}, {"text": "it's \"x\" \\"},
    ],
    "occupation-credentials": [
        *_ANY, {"occupation": ELECTRICIAN, "minimum": "0.9"}, {"occupation": NURSE, "limit": "5"},
        {"occupation": NURSE, "minimum": "1"}, {"occupation": "29-1171.00"},
    ],
    # crosswalk
    "code-children": [
        {"scheme": "soc2018", "code": "47-0000"}, {"scheme": "cip2010", "code": "15"},
        {"scheme": "cip2020", "code": "15.05"}, {"scheme": "isco08", "code": "74"},
        {"scheme": "soc2010", "code": "47-2111"}, {"scheme": "onetsoc2019", "code": "47-2111.00"},
        {"scheme": "soc2018", "code": "99-9999"}, {"scheme": "cip2010", "code": "15.99"},
        {"scheme": "esco", "code": f"{ESCO}occupation/9e81adde-9983-44fa-b74b-c548d0dbfbdd"},
    ],
    "code": [
        {"scheme": "onetsoc2019", "code": "15-1252.00"},
        {"scheme": "esco", "code": ESCO_OCCUPATION},
        {"scheme": "cip2010", "code": "15.0505"}, {"scheme": "cip2020", "code": "15.1703"},
        {"scheme": "isco08", "code": "7411"}, {"scheme": "opm", "code": "2210"},
        {"scheme": "oews", "code": "13-1020"}, {"scheme": "soc2018", "code": "00-0000"},
        {"scheme": "soc2010", "code": "15-1199"}, {"scheme": "soc2018", "code": "99-9998"},
    ],
    "concept-of-code": [
        {"scheme": "esco", "code": "7411.1.4"}, {"scheme": "isco08", "code": "7411"},
        {"scheme": "soc2010", "code": "47-2111"}, {"scheme": "oews", "code": "47-2111"},
        {"scheme": "soc2018", "code": "none"},
    ],
    "crosswalk-summary": [
        {"from": "cip2010", "to": "cip2020"}, {"from": "esco", "to": "onetsoc2019"},
        {"from": "onetsoc2019", "to": "onetsoc2010"}, {"from": "soc2018", "to": "soc2018"},
        {"from": "opm", "to": "esco"}, {"from": "isco08", "to": "soc2010"},
    ],
    "crosswalk": [
        {"from": "onetsoc2019", "code": "47-2111.00", "to": "soc2018"},
        {"from": "cip2010", "code": "15.0505", "to": "cip2020"},
        {"from": "cip2020", "code": "15.1703", "to": "cip2010"},
        {"from": "cip2010", "code": "15.0505", "to": "onetsoc2019"},
        {"from": "isco08", "code": "7411", "to": "soc2018"},
        {"from": "esco", "code": "7411.1.4", "to": "onetsoc2019"},
        {"from": "esco", "code": "7411.1.4", "to": "isco08"},
        {"from": "isco08", "code": "7411", "to": "esco"},
        {"from": "oews", "code": "13-1020", "to": "soc2018"},
        {"from": "soc2018", "code": "15-1299", "to": "soc2010"},
        {"from": "onetsoc2000", "code": "47-2111.00", "to": "soc2018"},
        {"from": "soc2018", "code": "99-9999", "to": "soc2010"},
        {"from": "soc2018", "code": "47-2111", "to": "soc2018"},
    ],
    "find-code": [
        {"text": "ELECTRIC", "limit": "40"}, {"text": "nothing is called this"},
        {"text": "é"}, {"text": "all other", "limit": "500"}, {"text": "(", "limit": "20"},
    ],
    "programs-of-study": _ANY,
    # green
    "green-comparison": [{"limit": "5"}, {"limit": "2000"}],
    "green-esco": [{"minimum": "10"}, {"minimum": "0", "limit": "2000"}, {"minimum": "1000"}],
    "green-list2019": [{"limit": "3"}],
    "green-onet2010": [{"limit": "11"}],
    "green-skills": _ANY,
    "is-green": [*_ANY, *_occupations("17-2141.00", "11-1011.03", "49-9081.00")],
    # labour market
    "bright-outlook": [{"limit": "10"}],
    "fastest-growing": [
        {"openings": "0", "limit": "1200"}, {"openings": "100000"}, {"openings": "10000000"},
    ],
    "in-demand-programs": [{"limit": "9"}],
    "in-demand": [{"limit": "9"}],
    "projections": [*_ANY, {"occupation": "13-1020.00"}],
    "stem": [{"limit": "9"}],
    "wages-by-area": [
        *_ANY, {"occupation": SURGEON}, {"occupation": ELECTRICIAN, "kind": "nation"},
        {"occupation": ELECTRICIAN, "kind": "metropolitan"},
        {"occupation": ELECTRICIAN, "kind": "moon"}, {"occupation": ELECTRICIAN, "limit": "4"},
    ],
    "wages": [
        *_ANY, {"occupation": SURGEON, "area": "SC"}, {"occupation": SURGEON, "area": "US"},
        {"occupation": "27-2011.00", "area": "US"}, {"occupation": ELECTRICIAN, "area": "PR"},
        {"occupation": ELECTRICIAN, "area": "99"},
    ],
    # occupation
    "find-occupation": [
        {"text": "ELECTRICIAN", "limit": "200"}, {"text": "welder", "scheme": "esco"},
        {"text": "solar", "scheme": "soc2018"}, {"text": "solar", "scheme": "onetsoc2010"},
        {"text": "engineer", "scheme": "isco08"}, {"text": "nurse", "scheme": "cip2020"},
        {"text": "no one is called this"}, {"text": "ü", "scheme": "esco", "limit": "300"},
    ],
    "occupation-activities": _ANY,
    "occupation-education": _ANY,
    "occupation-interests": _ANY,
    "occupation-tasks": [*_ANY, *_occupations("15-1299.08", SOLAR)],
    "occupation-text-links": [*_ANY, {"occupation": DEVELOPER, "limit": "3"}],
    "occupation-titles": _ANY,
    "occupation": [*_ANY, *_occupations(ELECTRICIAN, SURGEON, "11-1011.03", "27-2011.00")],
    "occupations-in-job-zone": [
        {"zone": "5", "minimum": "0", "limit": "2000"}, {"zone": "1"}, {"zone": "0"},
        {"zone": "2", "minimum": "55000.5", "limit": "30"}, {"minimum": "9999999"},
    ],
    "related-onet": _ANY,
    # pathway
    "moves-between": [
        {"from": SOLAR, "to": ELECTRICIAN}, {"from": ELECTRICIAN, "to": DEVELOPER},
        {"from": NURSE, "to": "29-1141.01"}, {"from": ELECTRICIAN, "to": ELECTRICIAN},
        {"from": UNRATED, "to": NOBODY}, {"from": MILITARY, "to": ELECTRICIAN},
    ],
    "moves-into": [*_ANY, {"occupation": ELECTRICIAN, "limit": "500"}],
    "neighbors": [*_ANY, {"occupation": ELECTRICIAN, "limit": "500"}],
    "chokepoint-skills": [
        {"collection": "brown-list2019", "closest": "2", "importance": "3.5", "limit": "9"},
        {"collection": "esco-green"},
    ],
    "programs-for-gap": [
        {"from": ELECTRICIAN, "to": SOLAR}, {"from": UNRATED, "to": DEVELOPER},
        {"from": ELECTRICIAN, "to": NOBODY},
    ],
    "routes": [
        {"from": ELECTRICIAN, "to": SOLAR, "most": "2", "avoid": "47-1011.03 47-2152.04"},
        {"from": ELECTRICIAN, "to": SOLAR, "most": "1"}, {"from": SOLAR, "to": NOBODY},
        {"from": NURSE, "to": "29-1171.00", "most": "2"}, {"from": SOLAR, "to": SOLAR},
    ],
    "stackable-credentials": [*_ANY, {"occupation": SOLAR}],
    # posting
    "demand-by-month": [
        {"occupation": ELECTRICIAN, "skill": ENGLISH},
        {"occupation": NURSE, "skill": "licence/nj/824"},
        {"occupation": ELECTRICIAN, "skill": "technology/nothing/at-all"},
        {"occupation": "15-1244.00", "skill": "2.C.3.a"},
        {"occupation": UNRATED, "skill": ENGLISH},
        {"occupation": NOBODY, "skill": ENGLISH},
    ],
    "demand-evidence": [
        {"occupation": ELECTRICIAN, "skill": ENGLISH}, {"occupation": NURSE, "skill": ENGLISH},
        {"occupation": NURSE, "skill": "licence/nj/824", "limit": "5"},
        {"occupation": "15-1232.00", "skill": "2.C.7.a"}, {"occupation": NOBODY, "skill": ENGLISH},
    ],
    "occupation-demand": [
        *_ANY, {"occupation": NURSE, "minimum": "5", "limit": "3"},
        {"occupation": "15-1232.00", "minimum": "0"}, {"occupation": NURSE, "minimum": "100000"},
    ],
    "occupation-postings": [*_ANY, {"occupation": "15-1244.00", "limit": "10"}],
    "posting-sources": [],
    "who-demands": [
        {"skill": ENGLISH}, {"skill": ENGLISH, "minimum": "3", "limit": "5"},
        {"skill": "2.C.7.a"},
        {"skill": "licence/nj/824"}, {"skill": ENGLISH, "minimum": "100000"}, {"skill": "2.Z"},
    ],
    # program
    "outcomes": [{"cip": cip} for cip in ("51.3902", "51.0801", "15.0505", "01.0000", "99.9999")],
    "program-prepares-for": [
        {"program": number} for number in ("11308", "12748", "10407", "27500", "zz/1", "0")
    ],
    "program-teaches": [{"program": number} for number in ("11308", "10407", "29520", "27500")],
    "program": [
        {"program": number}
        for number in ("11308", "12748", "15622", "10407", "27500", "39655", "nj/29520", "0")
    ],
    "programs-by-cip": [{"cip": cip} for cip in ("51.3902", "32.0109", "46.0302", "99.9999")],
    "programs-for-occupation": [
        *_ANY, {"occupation": ELECTRICIAN, "limit": "500"}, {"occupation": "31-1131.00"},
        {"occupation": "53-3032.00", "limit": "25"},
    ],
    "programs-for-skill": [
        {"skill": COMPUTERS, "limit": "500"}, {"skill": COMPUTERS, "limit": "4"},
        {"skill": BLUEPRINTS}, {"skill": "2.A.1.a"}, {"skill": f"{ESCO}skill/none"},
    ],
    "provider-outcomes": [{"provider": number} for number in ("1301", "64", "1003", "nj/9999999")],
    # residual
    "hidden-in-residual": [
        {"code": "11-9199"}, {"code": "15-1299", "limit": "5"}, {"code": "47-2111"},
        {"code": "99-9999"}, {"code": "47-0000"},
    ],
    "residual-codes": [{"limit": "6"}],
    # skill
    "find-skill": [
        {"text": "a", "kind": kind, "limit": "40"}
        for kind in ("Skill", "Knowledge", "Ability", "WorkActivity", "DetailedWorkActivity")
    ] + [
        {"text": "python", "kind": "Technology"}, {"text": "METER", "kind": "Tool"},
        {"text": "é", "kind": "EscoSkill"}, {"text": "no such skill", "kind": "Skill"},
    ],
    "occupation-esco-skills": [*_ANY, {"occupation": DEVELOPER, "limit": "9"}],
    "occupation-needs": [
        *_ANY, {"occupation": ELECTRICIAN, "minimum": "0", "limit": "500"},
        {"occupation": ELECTRICIAN, "minimum": "3.62"},
        {"occupation": ELECTRICIAN, "minimum": "5.1"},
    ],
    "occupation-technologies": _ANY,
    "occupation-tools": _ANY,
    "skill-gap": [
        {"from": SOLAR, "to": ELECTRICIAN}, {"from": DEVELOPER, "to": NURSE},
        {"from": ELECTRICIAN, "to": ELECTRICIAN}, {"from": UNRATED, "to": ELECTRICIAN},
        {"from": NOBODY, "to": ELECTRICIAN}, {"from": NURSE, "to": SURGEON, "limit": "7"},
    ],
    "skill-provenance": [
        {"occupation": DEVELOPER, "skill": "2.B.3.e"}, {"occupation": NURSE, "skill": "1.A.1.b.1"},
        {"occupation": NURSE, "skill": "4.A.1.a.1"}, {"occupation": UNRATED, "skill": "2.A.1.a"},
        {"occupation": NURSE, "skill": "2.Z"},
    ],
    "tasks-for-skill": [
        {"skill": BLUEPRINTS, "limit": "300"}, {"skill": "tool/44111809/templates", "limit": "20"},
        {"skill": "2.A.1.a"}, {"skill": "tool/1/none"},
    ],
    "technology-gap": [
        {"from": SOLAR, "to": ELECTRICIAN}, {"from": ELECTRICIAN, "to": DEVELOPER},
        {"from": DEVELOPER, "to": DEVELOPER}, {"from": UNRATED, "to": NURSE},
        {"from": NURSE, "to": UNRATED}, {"from": NOBODY, "to": NURSE},
    ],
    "who-needs-skill": [
        {"skill": "2.A.1.a", "minimum": "0", "limit": "2000"}, {"skill": "4.A.1.a.1"},
        {"skill": "1.A.1.b.1", "minimum": "4.5"}, {"skill": "2.C.3.c", "minimum": "5"},
        {"skill": "2.Z"},
    ],
    "who-uses": [
        {"name": "Microsoft Excel"}, {"name": "Tape measures"}, {"name": "python"},
        {"name": "Electricians"}, {"name": 'no "such" tool'},
    ],
}  # fmt: skip
