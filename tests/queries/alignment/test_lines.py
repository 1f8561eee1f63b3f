"""Programs as lines: one answer a line, in order, and a bad line costs the others nothing."""

from __future__ import annotations

import json

from occupath.queries.alignment.align import Aligner
from occupath.queries.alignment.lines import aligned_lines
from occupath.queries.alignment.occupations import joined

LINES = [
    '{"id": 7, "title": "Solar Photovoltaic Installation"}',
    "not json",
    "",
    '["a", "list"]',
    '{"id": "x", "title": 3}',
    '{"id": "y", "title": " ", "text": "…"}',
    '{"id": "z", "title": "Electrician training", "text": "Install wiring in buildings."}',
]


def test_each_line_is_answered_in_its_order(starter_aligner: Aligner) -> None:
    answers = list(aligned_lines(LINES, starter_aligner, top=3))
    rows = [json.loads(line) for line, _ in answers]
    assert [row["id"] for row in rows] == [7, None, None, "x", "y", "z"]
    reasons = [reason for _, reason in answers]
    assert reasons[0] is reasons[5] is None
    assert reasons[1] == "line 2: is not JSON"
    assert reasons[2] == "line 4: is not a JSON object"
    assert reasons[3] == "line 5: title is not a string"
    assert reasons[4] == "line 6: neither title nor text holds a word"
    assert [row.get("status") for row in rows] == reasons
    for row in (rows[0], rows[5]):
        assert row.keys() == {"id", "cips", "occupations"}
        assert len(row["occupations"]) == 3
        for each in (*row["cips"], *row["occupations"]):
            assert each.keys() == {"code", "title", "probability"}
            assert 0 <= each["probability"] <= 1
    assert rows[0]["occupations"][0]["code"] == "47-2231"
    assert rows[5]["occupations"][0]["code"] == "47-2111"


def test_lines_alone_and_together_are_answered_alike(starter_aligner: Aligner) -> None:
    good = [LINES[0], LINES[6]]
    together = [line for line, _ in aligned_lines(good, starter_aligner)]
    alone = [line for each in good for line, _ in aligned_lines([each], starter_aligner)]
    assert together == alone


def test_edges_decide_the_field_and_the_coder_within_it() -> None:
    coder = {"47-2231": 0.5, "49-9081": 0.3, "41-1011": 0.2}
    assert joined(coder, {}) == coder
    chances = joined(coder, {"47-2231": 0.9, "49-9081": 0.9, "17-3029": 0.9})
    ranked = sorted(chances, key=lambda code: -chances[code])
    assert ranked == ["47-2231", "49-9081", "17-3029", "41-1011"]
    assert 0.8 < chances["47-2231"] < 1
    assert 0 < chances["41-1011"] < 0.1
    assert joined({}, {}) == {}
