"""What speaks for a concept: the features of each candidate of a text, for the reranker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.index import Index
from occupath.extract.concepts.lexical import spoken

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

AT_ONCE = 64  # texts whose scores for all names are held together

FEATURES = (
    "text_label",  # cosine of the whole text and the preferred label
    "text_name",  # … and the nearest of its names
    "phrase_label",  # the largest cosine of one of the text's phrases and the preferred label
    "phrase_name",  # … and any of its names
    "text_behind",  # text_name less the largest of all concepts
    "phrase_behind",  # phrase_name less the largest of all concepts
    "text_place",  # 1 / (3 + place) by text_name among the candidates
    "phrase_place",  # 1 / (3 + place) by phrase_name among the candidates
    "cover",  # share (by idf) of the preferred label's terms that stand in the text
    "cover_mass",  # square root of their summed idf
    "whole",  # 1 where all of them do
    "in_row",  # 1 where they stand in a row
    "name_cover",  # largest share of a name's terms
    "name_lexical",  # largest share times the square root of the summed idf
    "name_in_row",  # 1 where a name stands in a row
    "phrase_cover",  # phrase_label × cover
    "said",  # share (by idf) of the text's terms that stand in the preferred label
    "name_said",  # … in any of its names
    "terms",  # terms of the preferred label
    "asked",  # 1 where the training sentences ask for the concept
    "asked_often",  # log(1 + how often they do)
)


class Candidates(NamedTuple):
    """The concepts of an index that a text may mean, and their features in the order above."""

    numbers: Numbers  # (n,) into the index's concepts, ascending
    features: Floats  # (n, len(FEATURES))


class Query(NamedTuple):
    """A text, its vector, and those of its phrases (m, d); a phrase has none but its own."""

    text: str
    vector: Floats
    phrases: Floats


def candidates(
    queries: Sequence[Query], index: Index, asked: Floats, each: int = 60
) -> Iterator[Candidates]:
    """For each query the `each` best of every way of searching, together.

    `asked` says how often the training sentences ask for each concept.
    """
    for at in range(0, len(queries), AT_ONCE):
        some = queries[at : at + AT_ONCE]
        texts = [query.text for query in some]
        words = zip(*index.labels.overlap(texts), *index.all_names.overlap(texts), strict=True)
        whole = np.array([query.vector for query in some]) @ index.vectors.T
        for query, by_name, of_words in zip(some, whole, words, strict=True):
            inside = by_name
            if len(query.phrases):
                inside = (query.phrases @ index.vectors.T).max(axis=0)
            yield _candidates(query.text, (by_name, inside), of_words, index, asked, each)


def _candidates(
    text: str,
    cosines: tuple[Floats, Floats],
    words: tuple[Floats, Floats, Floats, Floats],
    index: Index,
    asked: Floats,
    each: int,
) -> Candidates:
    """From cosines by name (of the text, of its phrases) and overlaps (of labels, of names)."""
    cover, matched, name_cover, name_matched = words
    text_label, phrase_label = (by_name[index.starts] for by_name in cosines)
    text_name, phrase_name = map(index.best, cosines)
    lexical = cover * np.sqrt(matched)
    name_lexical = index.best(name_cover * np.sqrt(name_matched))
    searched = (text_label, text_name, phrase_label, phrase_name, lexical, name_lexical)
    numbers = np.unique(np.concatenate([largest(scores, each) for scores in searched]))
    said = spoken(text)
    in_row = [cover[n] > 0.99 and index.labels.stands(int(n), said) for n in numbers]
    name_in_row = [
        any(
            name_cover[k] > 0.99 and index.all_names.stands(k, said)
            for k in range(index.starts[n], index.ends[n])
        )
        for n in numbers
    ]
    made = {
        "text_label": text_label[numbers],
        "text_name": text_name[numbers],
        "phrase_label": phrase_label[numbers],
        "phrase_name": phrase_name[numbers],
        "text_behind": text_name[numbers] - text_name.max(),
        "phrase_behind": phrase_name[numbers] - phrase_name.max(),
        "text_place": 1 / (3 + places(text_name[numbers])),
        "phrase_place": 1 / (3 + places(phrase_name[numbers])),
        "cover": cover[numbers],
        "cover_mass": np.sqrt(matched[numbers]),
        "whole": cover[numbers] > 0.99,
        "in_row": in_row,
        "name_cover": index.best(name_cover)[numbers],
        "name_lexical": name_lexical[numbers],
        "name_in_row": name_in_row,
        "phrase_cover": phrase_label[numbers] * cover[numbers],
        "said": matched[numbers] / index.labels.weight(text),
        "name_said": index.best(name_matched)[numbers] / index.all_names.weight(text),
        "terms": index.labels.sizes[numbers],
        "asked": asked[numbers] > 0,
        "asked_often": np.log1p(asked[numbers]),
    }
    features = np.stack([np.asarray(made[name], dtype=np.float32) for name in FEATURES], axis=1)
    return Candidates(numbers, features)


def largest(scores: Floats, count: int) -> Numbers:
    """Where the `count` largest scores stand, in no order."""
    if count >= len(scores):
        return np.arange(len(scores), dtype=np.int64)
    return np.argpartition(-scores, count)[:count].astype(np.int64)


def places(scores: Floats) -> Numbers:
    """The place (0 the largest) of each score; equal scores by their order."""
    made = np.empty(len(scores), dtype=np.int64)
    made[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return made
