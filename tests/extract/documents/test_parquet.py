"""The folder of Parquet: the same documents give the same bytes, interrupted or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from occupath.extract.documents.document import Document
from occupath.extract.documents.extraction import CodeRow, Extracted, Found
from occupath.extract.documents.parquet import SCHEMAS, ParquetFolder
from occupath.extract.documents.workers import chunks
from occupath.extract.pipeline.mention import Mention
from occupath.ontology.errors import OccupathError

_SETTINGS = {"pipeline": "fast"}


def _documents(n: int = 300) -> Iterator[Document]:
    for i in range(n):
        yield Document(f"d{i:03}", "works", f"Weld {i} pipes.", title="Welder")


def _extracted(document: Document) -> Extracted:
    mention = Mention(0, 4, "Weld", "skill", "required", None, None, 0.5)
    found = Found(mention, "duties", 0, len(document.text), document.text)
    code = CodeRow(1, "51-4121", "51-4121.00", "Welders", 0.9, False)
    return Extracted(document, (found,), (code,))


def _run(folder: ParquetFolder, stop_after: int | None = None) -> None:
    for number, chunk in enumerate(chunks(folder.remaining(_documents()))):
        if number == stop_after:
            return
        folder.add([_extracted(document) for document in chunk])
    assert folder.finish() == dict.fromkeys(SCHEMAS, 300)


def _bytes(folder: Path) -> dict[str, bytes]:
    assert {each.name for each in folder.iterdir()} == {f"{name}.parquet" for name in SCHEMAS}
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def _started(folder: Path, resume: bool = False) -> ParquetFolder:
    made = ParquetFolder(folder, _SETTINGS)
    made.start(resume)
    return made


def test_an_interrupted_run_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    _run(_started(tmp_path / "whole"))
    _run(_started(tmp_path / "halved"), stop_after=6)
    assert not (tmp_path / "halved" / "documents.parquet").exists()
    again = _started(tmp_path / "halved", resume=True)
    assert again.kept == 128
    assert sum(1 for _ in again.remaining(_documents())) == 300 - 128
    _run(again)
    assert _bytes(tmp_path / "halved") == _bytes(tmp_path / "whole")


def test_rows_stand_in_the_order_of_the_documents(tmp_path: Path) -> None:
    _run(_started(tmp_path))
    documents = pq.read_table(tmp_path / "documents.parquet").to_pylist()
    assert [row["document"] for row in documents] == [d.id for d in _documents()]
    assert documents[7]["characters"] == len("Weld 7 pipes.")
    mentions = pq.read_table(tmp_path / "mentions.parquet")
    assert mentions.schema.equals(SCHEMAS["mentions"])
    assert mentions.to_pylist()[7] == {
        "document": "d007", "start": 0, "end": 4, "text": "Weld", "kind": "skill",
        "requirement": "required", "concept": None, "label": None, "confidence": 0.5,
        "section": "duties", "sentence_start": 0, "sentence_end": 13, "sentence": "Weld 7 pipes.",
    }  # fmt: skip


def test_what_was_there_stays_until_the_new_is_whole(tmp_path: Path) -> None:
    _run(_started(tmp_path))
    before = _bytes(tmp_path)
    _run(_started(tmp_path), stop_after=6)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_a_run_of_other_settings_or_documents_is_not_resumed(tmp_path: Path) -> None:
    _run(_started(tmp_path), stop_after=6)
    with pytest.raises(OccupathError, match="other settings; run without --resume"):
        ParquetFolder(tmp_path, {"pipeline": "accurate"}).start(resume=True)
    changed = (each._replace(text="Other.") for each in _documents())
    with pytest.raises(OccupathError, match="d000 is not what it was"):
        list(_started(tmp_path, resume=True).remaining(changed))


def test_a_half_written_part_is_made_again(tmp_path: Path) -> None:
    _run(_started(tmp_path), stop_after=6)
    (tmp_path / ".parts" / "000000-codes.parquet").unlink()
    assert _started(tmp_path, resume=True).kept == 0


def test_no_documents_make_empty_files(tmp_path: Path) -> None:
    assert _started(tmp_path).finish() == dict.fromkeys(SCHEMAS, 0)
    assert pq.read_table(tmp_path / "codes.parquet").num_rows == 0


def test_chunks_hold_all_documents_and_not_too_much_text() -> None:
    long = [Document(str(i), "", "x" * 150_000) for i in range(5)]
    assert [len(chunk) for chunk in chunks(long)] == [2, 2, 1]
    assert [json.loads(d.id) for chunk in chunks(long) for d in chunk] == [0, 1, 2, 3, 4]
