"""The registered parts of the pipeline; importing this module makes spaCy know them."""

from __future__ import annotations

from occupath.extract.pipeline.gazetteer import GazetteerComponent
from occupath.extract.pipeline.merge import Merge
from occupath.extract.pipeline.requirement import Requirement
from occupath.extract.pipeline.sections import SectionsComponent
from occupath.extract.pipeline.sentences import Sentences
from occupath.extract.pipeline.spans import SpansComponent

FACTORIES = {
    "occupath_gazetteer": GazetteerComponent,
    "occupath_merge": Merge,
    "occupath_requirement": Requirement,
    "occupath_sections": SectionsComponent,
    "occupath_sentences": Sentences,
    "occupath_spans": SpansComponent,
}
