"""What a larger span model believes of sentences: the soft targets of the fast one.

``python training/fast_teacher.py --config FILE --data DATA --out FOLDER`` writes them for the
sentences of GREEN train and for sentences without annotations.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.encoder import Encoder
from occupath.extract.spans.decoding import TAGS
from occupath.extract.spans.windows import windows
from training.fast_data import GREEN
from training.span_data import LAYERS, read
from training.unlabelled import sentences

AT_ONCE = 256

Beliefs = dict[str, tuple[list[tuple[int, int]], NDArray[np.float32]]]


def beliefs(
    teacher: Encoder, texts: Sequence[str]
) -> Iterator[tuple[str, list[tuple[int, int]], NDArray[np.float32]]]:
    """Each text of one window with its words, and a distribution of tags (words, layers, tags)."""
    cut = [
        (text, made[0])
        for text, encoding in zip(texts, teacher.tokenizer.encode_batch(texts), strict=True)
        if len(made := windows(text, encoding)) == 1
    ]
    outputs = teacher.run_ids([w.ids for _, w in cut], [w.shapes for _, w in cut], 1024)
    for (text, window), output in zip(cut, outputs, strict=True):
        rows = output[window.firsts].reshape(len(window.words), len(LAYERS), len(TAGS))
        odds = np.exp(rows - rows.max(axis=-1, keepdims=True))
        yield text, window.words, odds / odds.sum(axis=-1, keepdims=True)


def save(teacher: Encoder, texts: Sequence[str], folder: Path) -> None:
    """Write the teacher's beliefs of these texts, `AT_ONCE` a file; what is there is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, at in enumerate(range(0, len(texts), AT_ONCE)):
        target = folder / f"{number:03d}.npz"
        if not target.exists():
            rows = list(beliefs(teacher, texts[at : at + AT_ONCE]))
            part = target.with_suffix(".part")
            with part.open("wb") as file:
                np.savez(
                    file,
                    texts=np.array("\0".join(text for text, *_ in rows)),
                    counts=np.array([len(words) for _, words, _ in rows]),
                    places=np.concatenate([np.array(words, np.int32) for _, words, _ in rows]),
                    odds=np.concatenate([made for *_, made in rows]).astype(np.float16),
                )
            part.replace(target)
            print(f"{target.name}: {at + len(rows)} of {len(texts)} sentences", flush=True)


def load(folder: Path) -> Beliefs:
    """Text → the teacher's words and its distributions over tags."""
    made: Beliefs = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as file:
            texts = str(file["texts"]).split("\0")
            ends = np.cumsum(file["counts"])[:-1]
            places, odds = np.split(file["places"], ends), np.split(file["odds"], ends)
        for text, place, each in zip(texts, places, odds, strict=True):
            made[text] = ([(int(a), int(b)) for a, b in place], each.astype(np.float32))
    return made


def main() -> None:
    """Ask the teacher about GREEN's sentences, then about those without annotations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder")
    chosen = parser.parse_args()
    config = tomllib.loads(chosen.config.read_text(encoding="utf-8"))
    texts = [text for text, _ in read(chosen.data / "bench/green/train.json", GREEN)]
    extra = sentences(chosen.data, config["unlabelled_each"], config["seed"])
    random.Random(config["seed"]).shuffle(extra)
    save(Encoder(config["teacher"]), list(dict.fromkeys([*texts, *extra])), chosen.out)


if __name__ == "__main__":
    main()
