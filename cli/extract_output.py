"""The ways ``occupath extract`` writes what was found, all of them as a stream."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from occupath.cli.mention_page import page
from occupath.cli.mention_table import COLUMNS, Tally
from occupath.cli.options import print_rows, say
from occupath.extract.documents.document import Document
from occupath.extract.documents.extraction import Extracted, Settings
from occupath.extract.documents.parquet import ParquetFolder
from occupath.extract.documents.reading import document_of, standard_input, stored_lines
from occupath.extract.documents.workers import extract_all
from occupath.ontology.errors import OccupathError

Chunks = Iterable[list[Extracted]]


@contextmanager
def progress() -> Iterator[Callable[[Chunks], Chunks]]:
    """What passes chunks on and tells the person how far it is, on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    tally = Tally()
    shown = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip

    def passed(chunks: Chunks) -> Iterator[list[Extracted]]:
        task = shown.add_task("loading", total=None)
        for chunk in chunks:
            tally.add(chunk)
            shown.update(task, description=tally.said())
            yield chunk

    with shown:
        yield passed
    say(tally.said())


def to_table(chunks: Chunks, output: Path | None) -> None:
    """Mentions counted by what they say."""
    tally = Tally()
    for chunk in chunks:
        tally.add(chunk)
    print_rows(COLUMNS, tally.rows(), output=output)


def to_json(chunks: Chunks, output: Path | None) -> None:
    """A JSON list with an object a document."""

    def parts() -> Iterator[str]:
        between = "["
        for chunk in chunks:
            for each in chunk:
                yield f"{between}\n{json.dumps(_object(each), ensure_ascii=False)}"
                between = ","
        yield "[]\n" if between == "[" else "\n]\n"

    _write(parts(), output)


def to_page(chunks: Chunks, output: Path | None, title: str) -> None:
    """A page that shows the documents with their mentions."""
    _write(page((each for chunk in chunks for each in chunk), title), output)


def to_lines(place: str, settings: Settings, jobs: int, output: Path | None) -> None:
    """``{"id", "text"}`` lines into ``{"id", "mentions"}`` lines, in their order.

    A line that is no such object is answered with a status and no mentions.
    """
    names: deque[Any] = deque()

    def documents(lines: Iterable[bytes | None]) -> Iterator[Document]:
        for number, line in enumerate(lines, 1):
            name, document = _asked(line, number)
            names.append(name)
            yield document

    def answers(lines: Iterable[bytes | None]) -> Iterator[str]:
        for chunk in extract_all(documents(lines), settings, jobs):
            for document, mentions, _ in chunk:
                answer = {"id": names.popleft()}
                if document.status != "ok":
                    answer["status"] = document.status
                answer["mentions"] = [found.mention._asdict() for found in mentions]
                yield json.dumps(answer, ensure_ascii=False) + "\n"

    with ExitStack() as opened:
        stream: IO[bytes] = standard_input()
        if place != "-":
            try:
                stream = opened.enter_context(Path(place).open("rb"))
            except OSError as failure:
                raise OccupathError(f"{place}: cannot be read ({failure.strerror})") from failure
        _write(answers(stored_lines(stream)), output)


def to_folder(
    documents: Iterable[Document], settings: Settings, jobs: int, output: Path, resume: bool
) -> None:
    """A folder of Parquet; an interrupted run leaves parts with which it can be resumed."""
    if output.is_file():
        raise OccupathError(f"{output}: is a file; give --output a folder for the three files")
    folder = ParquetFolder(output, _described(settings))
    folder.start(resume)
    if folder.kept:
        say(f"{folder.kept:,} documents are there already")
    try:
        with progress() as told:
            for chunk in told(extract_all(folder.remaining(documents), settings, jobs)):
                folder.add(chunk)
    except KeyboardInterrupt:
        say(f"stopped; the same command with --resume goes on, {output} is as it was before")
        raise
    counts = folder.finish()
    told_counts = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    say(f"written: {output} ({told_counts})")


def _described(settings: Settings) -> dict[str, str | bool | None]:
    """What makes one run's parts another's: the settings, the dataset and the user's labels."""
    from occupath.extract.pipeline.tables import text_folder

    concepts = text_folder(settings.dataset) / "concepts.parquet"
    labels = settings.user_labels
    return {
        "pipeline": settings.pipeline,
        "code": settings.code,
        "concepts": sha256(concepts.read_bytes()).hexdigest(),
        "labels": sha256(labels.read_bytes()).hexdigest() if labels else None,
    }


def _asked(line: bytes | None, number: int) -> tuple[Any, Document]:
    """The id as it was given, and the document, of a line of JSON (None for one too long)."""
    name: Any = None
    problem = "the line is too long" if line is None else "not a JSON object with a text"
    try:
        row = json.loads(line or b"null")
    except (ValueError, RecursionError):
        row = None
    if isinstance(row, dict):
        name = row.get("id")
        if isinstance(row.get("text"), str):
            return name, document_of(str(number), row["text"])
    return name, Document(str(number), "", "", "unreadable", problem)


def _object(extracted: Extracted) -> dict[str, Any]:
    document, mentions, codes = extracted
    known = document._asdict()
    known["characters"] = len(known.pop("text"))
    found = [
        {**f.mention._asdict(), "section": f.section, "sentence": f.sentence} for f in mentions
    ]
    return {**known, "mentions": found, "codes": [code._asdict() for code in codes]}


def _write(parts: Iterable[str], output: Path | None) -> None:
    """The parts to standard output as they come, or to `output` when all are there."""
    if output is None:
        for part in parts:
            sys.stdout.write(part)
        sys.stdout.flush()
        return
    aside = output.with_name(output.name + ".part")
    try:
        with aside.open("w", encoding="utf-8") as file:
            for part in parts:
                file.write(part)
        aside.replace(output)
    except OSError as failure:
        raise OccupathError(
            f"{output}: cannot be written ({failure.strerror}); give another place with --output"
        ) from failure
    finally:
        aside.unlink(missing_ok=True)
    say(f"written: {output}")
