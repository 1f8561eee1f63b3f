"""CareerOneStop's certifications with the organizations that offer them."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.extract.readers.plain_text import plain, plain_line
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Record, column, records
from occupath.ontology.model import Certification, Row

CERTIFICATIONS = Layout(
    (
        column("id", "CERT_ID"),
        column("name", "CERT_NAME"),
        column("url", "URL", required=False),
        column("acronym", "ACRONYM", required=False),
        column("keywords", "KEYWORD", "KEYWORDS", required=False),
        column("training", "TRAINING", required=False),
        column("exam", "EXAM", required=False),
        column("renewal", "RENEWAL", required=False),
        column("type", "TYPE", required=False),
        column("type_order", "TYPEORDER", required=False),
        column("organization_id", "ORG_ID"),
        column("organization", "ORG_NAME"),
        column("organization_url", "ORG_WEBPAG", "ORG_WEBPAGE", required=False),
        column("organization_acronym", "ORG ACRONYM", "ORG_ACRONYM", required=False),
        column("description", "CERT_DESCRIPTION", required=False),
    )
)
REPEATED = "repeated CERT_ID: its type is added to the first row"
_TYPE_SEPARATOR = "; "


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """One `Certification` a ``CERT_ID``, in the order of the file.

    Where an id stands in several rows that differ only in their type, the types are joined by
    ``; `` in the source's own order (``Core; Specialty``) and the later rows are set aside. A
    later row that differs in anything else is rejected.
    """
    found: dict[str, tuple[Certification, str, int]] = {}
    types: dict[str, set[tuple[str, str]]] = {}
    for record in records(files["certifications"], CERTIFICATIONS, log):
        with log.row(record.file, record.line, record):
            certification = _certification(record, log)
            identifier = certification.id
            if identifier in found:
                first = found[identifier][0]
                if first._replace(type=None) != certification._replace(type=None):
                    raise BadRow("CERT_ID stands for another certification before", identifier)
            else:
                found[identifier] = (certification, record.file, record.line)
            if certification.type is not None:
                ranked = (record.get("type_order") or "", certification.type)
                types.setdefault(identifier, set()).add(ranked)
            if found[identifier][0] is not certification:
                raise SetAside(REPEATED)
    for identifier, (certification, file, line) in found.items():
        kinds = [kind for _, kind in sorted(types.get(identifier, ()))]
        with log.row(file, line):
            yield certification._replace(type=_TYPE_SEPARATOR.join(kinds) or None)


def _certification(record: Record, log: ReadLog) -> Certification:
    renewal = record.number("renewal")
    if renewal == 0:
        log.notes["renewal after 0 years read as unknown"] += 1
    return Certification(
        id=record.code("id", r"\d+", "CERT_ID"),
        name=plain_line(record.need("name")) or record.need("name"),
        acronym=plain_line(record.get("acronym")),
        keywords=plain_line(record.get("keywords")),
        description=plain(record.get("description")),
        url=record.get("url"),
        type=record.get("type"),
        exam_required=record.flag("exam"),
        training_required=record.flag("training"),
        renewal_years=renewal or None,
        organization_id=record.code("organization_id", r"\d+", "ORG_ID"),
        organization=plain_line(record.need("organization")) or record.need("organization"),
        organization_acronym=plain_line(record.get("organization_acronym")),
        organization_url=record.get("organization_url"),
    )
