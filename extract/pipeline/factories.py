"""The registered parts of the pipeline; importing this module makes spaCy know them."""

from __future__ import annotations

from occupath.extract.pipeline.gazetteer import GazetteerComponent
from occupath.extract.pipeline.linker import LinkerComponent
from occupath.extract.pipeline.merge import Merge
from occupath.extract.pipeline.qualifications import QualificationsComponent
from occupath.extract.pipeline.requirement import Requirement
from occupath.extract.pipeline.sections import SectionsComponent
from occupath.extract.pipeline.sentences import Sentences
from occupath.extract.pipeline.spans import SpansComponent

# In the order in which they work.
FACTORIES: dict[str, type] = {
    "occupath_sentences": Sentences,
    "occupath_sections": SectionsComponent,
    "occupath_gazetteer": GazetteerComponent,
    "occupath_spans": SpansComponent,
    "occupath_qualifications": QualificationsComponent,
    "occupath_merge": Merge,
    "occupath_linker": LinkerComponent,
    "occupath_requirement": Requirement,
}
