"""The pipelines as users load them: ``occupath.extract.load()``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import spacy
from spacy.language import Language

from occupath.extract.pipeline.factories import FACTORIES
from occupath.extract.pipeline.tables import text_folder
from occupath.extract.pipeline.tokenizer import NAME as TOKENIZER
from occupath.ontology.errors import OccupathError

Pipeline = Literal["fast", "balanced", "accurate"]
PIPELINES: tuple[Pipeline, ...] = ("fast", "balanced", "accurate")

_ABOUT = "Finds what a text asks for or teaches, linked to the concepts of a dataset."

PREFIX = "occupath_"
# The parts in order.
PARTS = tuple(name.removeprefix(PREFIX) for name in FACTORIES)


def load(
    dataset: Path | str | None = None,
    pipeline: Pipeline = "accurate",
    components: Mapping[str, Mapping[str, Any] | None] | None = None,
    *,
    user_labels: Path | str | None = None,
    linking: bool | None = None,
    threads: int = 1,
) -> Language:
    """A spaCy pipeline that finds what a text asks for or teaches; see ``doc._.mentions``.

    `dataset` is a folder made by ``occupath build`` (default: the one every command uses), whose
    concepts and labels are found; `user_labels` a CSV file of more (label, kind, concept).
    `pipeline` is a point on the curve of speed against accuracy. `components` gives settings of
    the parts by name (``{"spans": {"threads": 2}}``), or None to leave a part out. `linking` says
    whether mentions that no label names are linked by meaning, which costs as much as the spans of
    ``balanced`` (default: only ``accurate`` does).

    Raises `InvalidDataset` where there is no dataset, `OccupathError` for an unknown name.
    """
    if pipeline not in PIPELINES:
        raise OccupathError(f"unknown pipeline {pipeline!r}; one of {', '.join(PIPELINES)}")
    place = str(dataset) if dataset is not None else None
    text_folder(Path(place) if place else None)
    settings: dict[str, dict[str, Any] | None] = {part: {} for part in PARTS}
    settings["gazetteer"] = {"dataset": place, "user_labels": user_labels and str(user_labels)}
    settings["spans"] = {"model": pipeline, "threads": threads}
    settings["linker"] = {"dataset": place, "threads": threads}
    if not (pipeline == "accurate" if linking is None else linking):
        settings["linker"] = None
    for part, chosen in (components or {}).items():
        if part not in PARTS:
            raise OccupathError(f"no part {part!r}; there are {', '.join(PARTS)}")
        settings[part] = None if chosen is None else {**(settings[part] or {}), **chosen}
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.meta.update({"name": f"occupath_{pipeline}", "description": _ABOUT})
    for part in PARTS:
        config = settings[part]
        if config is not None:
            nlp.add_pipe(PREFIX + part, config=config)
    return nlp
