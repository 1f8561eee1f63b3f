"""The O*NET database, text layout: names of release 30.1 and those of 30.3 and later.

Ratings are in `onet_ratings`, technologies and tools in `onet_tools`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from occupath.extract.log import BadRow, ReadLog
from occupath.extract.readers import onet_ratings, onet_tools
from occupath.extract.readers.onet_tables import (
    DATE,
    DOMAIN_SOURCE,
    OCCUPATION,
    OnetTable,
    element,
    layout,
    month,
    need_integer,
    need_number,
    occupation,
    read_tables,
)
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Located, Record, column
from occupath.ontology.errors import SourceError
from occupath.ontology.model import (
    AlternateTitle,
    Element,
    ElementLink,
    EmergingTask,
    JobZone,
    JobZoneReference,
    Occupation,
    RelatedOccupation,
    Row,
    Scale,
    ScaleCategory,
    Task,
    TaskActivity,
    WorkActivity,
)

_TASK_TYPES = {None: None, "Core": "Core", "Supplemental": "Supplemental"}
_ZONES = range(1, 6)


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Occupations with all that O*NET says of them; a file that is not there is passed over.

    Raises `SourceError` for a broken file, and where there is no file of skill ratings.
    """
    files = _one_release(files, log)
    yield from read_tables(_TABLES, files, log)
    yield from onet_tools.read(files, log)
    yield from onet_ratings.read(files, log)


def _one_release(files: SourceFiles, log: ReadLog) -> SourceFiles:
    """The files that lie beside Occupation Data; those of another release are left out."""

    def home(located: Located) -> Path:
        return located.path if located.member is not None else located.path.parent

    place = home(files["occupation_data"])
    found = {key: located for key, located in files.found.items() if home(located) == place}
    required = {file.key for file in files.source.files if file.required}
    for key, located in files.found.items():
        if key in found:
            continue
        if key in required:
            raise SourceError(
                f"{located.shown}: lies elsewhere than {files['occupation_data'].shown}; "
                "put the files of one release into one folder"
            )
        log.warnings.append(f"{located.shown}: left out, it is not of the release read")
    return SourceFiles(files.source, found)


def _job_zone(r: Record) -> JobZone:
    return JobZone(occupation(r), _zone(r))


def _zone(r: Record) -> int:
    zone = need_integer(r, "zone")
    if zone not in _ZONES:
        raise BadRow("job zone is not 1 to 5", str(zone))
    return zone


def _zone_reference(r: Record) -> JobZoneReference:
    return JobZoneReference(
        _zone(r),
        r.need_text("name"),
        r.text("experience"),
        r.text("education"),
        r.text("training"),
        r.get("svp"),
    )


def _related(r: Record) -> RelatedOccupation:
    return RelatedOccupation(
        occupation(r), occupation(r, "related"), r.need("tier"), need_integer(r, "rank")
    )


def _task(r: Record) -> Task:
    kind = r.get("type")
    if kind not in _TASK_TYPES:
        raise BadRow("task type is not Core or Supplemental", repr(kind))
    return Task(
        r.code("id", r"\d+", "task"),
        occupation(r),
        r.need_text("statement"),
        kind,
        r.integer("incumbents"),
        month(r),
        r.get("domain_source"),
    )


def _emerging_task(r: Record) -> EmergingTask:
    return EmergingTask(
        occupation(r),
        r.need_text("statement"),
        r.need("category"),
        r.get("original") and r.code("original", r"\d+", "task"),
        month(r),
        r.get("domain_source"),
    )


def _link_table(key: str, kind: str, linked: str) -> OnetTable:
    plural = {"Skills": ("Skills", "Essential Skills", "Transferable Skills")}.get(kind, (kind,))
    return OnetTable(
        key,
        layout(
            column("element", *(f"{name} Element ID" for name in plural)),
            column("linked", f"{linked} Element ID"),
        ),
        lambda r: ElementLink(element(r), element(r, "linked")),
    )


_TITLES = layout(
    OCCUPATION,
    column("title", "Alternate Title", "Job Title", "Reported Job Title"),
    column("short", "Short Title", required=False),
)

_CATEGORIES = layout(
    column("element", "Element ID"),
    column("scale", "Scale ID"),
    column("category", "Category"),
    column("description", "Category Description"),
)


def _category(r: Record) -> ScaleCategory:
    return ScaleCategory(
        element(r), r.need("scale"), need_integer(r, "category"), r.need_text("description")
    )


_TABLES: tuple[OnetTable, ...] = (
    OnetTable(
        "occupation_data",
        layout(OCCUPATION, column("title", "Title"), column("description", "Description")),
        lambda r: Occupation(occupation(r), r.need_text("title"), r.text("description")),
    ),
    OnetTable(
        "alternate_titles",
        _TITLES,
        lambda r: AlternateTitle(occupation(r), r.need_text("title"), r.text("short"), False),
    ),
    OnetTable(
        "reported_titles",
        _TITLES,
        lambda r: AlternateTitle(occupation(r), r.need_text("title"), None, True),
    ),
    OnetTable(
        "job_zone_reference",
        layout(
            column("zone", "Job Zone"),
            column("name", "Name"),
            column("experience", "Experience", required=False),
            column("education", "Education", required=False),
            column("training", "Job Training", required=False),
            column("svp", "SVP Range", required=False),
        ),
        _zone_reference,
    ),
    OnetTable("job_zones", layout(OCCUPATION, column("zone", "Job Zone")), _job_zone),
    OnetTable(
        "content_model",
        layout(
            column("element", "Element ID"),
            column("name", "Element Name"),
            column("description", "Description", required=False),
        ),
        lambda r: Element(element(r), r.need_text("name"), r.text("description")),
    ),
    OnetTable(
        "scales",
        layout(
            column("id", "Scale ID"),
            column("name", "Scale Name"),
            column("minimum", "Minimum"),
            column("maximum", "Maximum"),
        ),
        lambda r: Scale(
            r.need("id"), r.need_text("name"), need_number(r, "minimum"), need_number(r, "maximum")
        ),
    ),
    OnetTable("education_categories", _CATEGORIES, _category),
    OnetTable("training_categories", _CATEGORIES, _category),
    OnetTable(
        "related",
        layout(
            OCCUPATION,
            column("related", "Related O*NET-SOC Code"),
            column("tier", "Relatedness Tier"),
            column("rank", "Index", "Related Index"),
        ),
        _related,
    ),
    OnetTable(
        "iwa",
        layout(
            column("id", "IWA ID", "IWA Element ID"),
            column("title", "IWA Title", "IWA Element Name"),
            column("parent", "Element ID", "GWA Element ID"),
        ),
        lambda r: WorkActivity(r.need("id"), r.need_text("title"), element(r, "parent"), False),
    ),
    OnetTable(
        "dwa",
        layout(
            column("id", "DWA ID", "DWA Element ID"),
            column("title", "DWA Title", "DWA Element Name"),
            column("parent", "IWA ID", "IWA Element ID"),
        ),
        lambda r: WorkActivity(r.need("id"), r.need_text("title"), r.need("parent"), True),
    ),
    OnetTable(
        "tasks",
        layout(
            OCCUPATION,
            column("id", "Task ID"),
            column("statement", "Task"),
            column("type", "Task Type", required=False),
            column("incumbents", "Incumbents Responding", required=False),
            DATE,
            DOMAIN_SOURCE,
        ),
        _task,
    ),
    OnetTable(
        "emerging_tasks",
        layout(
            OCCUPATION,
            column("statement", "Task"),
            column("category", "Category"),
            column("original", "Original Task ID", required=False),
            DATE,
            DOMAIN_SOURCE,
        ),
        _emerging_task,
    ),
    OnetTable(
        "tasks_to_dwas",
        layout(OCCUPATION, column("task", "Task ID"), column("dwa", "DWA ID", "DWA Element ID")),
        lambda r: TaskActivity(r.code("task", r"\d+", "task"), occupation(r), r.need("dwa")),
    ),
    _link_table("skills_to_activities", "Skills", "Work Activities"),
    _link_table("essential_skills_to_activities", "Skills", "Work Activities"),
    _link_table("transferable_skills_to_activities", "Skills", "Work Activities"),
    _link_table("abilities_to_activities", "Abilities", "Work Activities"),
    _link_table("skills_to_context", "Skills", "Work Context"),
    _link_table("essential_skills_to_context", "Skills", "Work Context"),
    _link_table("transferable_skills_to_context", "Skills", "Work Context"),
    _link_table("abilities_to_context", "Abilities", "Work Context"),
)
