"""The runtime of shipped encoders."""

from __future__ import annotations

import numpy as np
import pytest

from occupath.extract.encoder import Encoder

TEXTS = ["Weld steel pipes.", "Cook", "Plan, schedule and inspect the repair of roofs and gutters."]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder("spans-accurate")


def test_offsets_index_the_text_and_the_limit_counts_both_marks(encoder: Encoder) -> None:
    whole, short = encoder.encode([TEXTS[2]])[0], encoder.encode([TEXTS[2]], limit=5)[0]
    assert [TEXTS[2][a:b] for a, b in whole.offsets[1:4]] == ["Plan", ",", "schedule"]
    assert short.ids == [*whole.ids[:4], whole.ids[-1]]
    with pytest.raises(ValueError, match="512"):
        encoder.encode(TEXTS, limit=600)


def test_outputs_keep_the_order_of_the_texts_and_do_not_depend_on_the_batch(
    encoder: Encoder,
) -> None:
    encodings = encoder.encode(TEXTS * 20)
    outputs = encoder.run(encodings, tokens_per_batch=64)
    assert [len(each) for each in outputs] == [len(each.ids) for each in encodings]
    for text, output in zip(TEXTS, outputs, strict=False):
        (alone,) = encoder.run(encoder.encode([text]))
        np.testing.assert_allclose(output, alone, atol=1e-4)


def test_no_texts_give_no_outputs(encoder: Encoder) -> None:
    assert encoder.run(encoder.encode([])) == []
