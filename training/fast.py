"""Train the fast span model: ``python training/fast.py --config FILE --data DATA --out MODELS``.

Writes NAME.npz and its card NAME.json.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
import tomllib
from binascii import crc32
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.spans.light import traits
from training import fast_teacher
from training.encoder import download
from training.fast_data import (
    GREEN,
    SKILLSPAN,
    Flat,
    Gold,
    Labelled,
    flatten,
    from_gold,
    from_teacher,
    mixed,
    technologies,
    vocabulary,
)
from training.fast_dev import finish
from training.fast_model import Light, export, vectors
from training.span_data import read
from training.unlabelled import sentences as unlabelled


def gold(data: Path, split: str) -> dict[str, Gold]:
    """Both benchmarks' sentences of a split."""
    bench = data / "bench"
    return {
        "skillspan": list(read(bench / "skillspan" / f"{split}.json", SKILLSPAN)),
        "green": list(read(bench / "green" / f"{split}.json", GREEN)),
    }


def labelled(
    splits: dict[str, Gold], taught: Path | None, config: dict[str, Any]
) -> list[Labelled]:
    """The sentences to train on: the benchmarks' and the teacher's."""
    beliefs = fast_teacher.load(taught) if taught else {}
    rows = []
    for sentence in (row for split in splits.values() for row in split):
        made = from_gold(*sentence)
        if made.words:
            said = beliefs.pop(made.text, None)
            rows.append(
                mixed(made, from_teacher(made.text, *said), config["gold_share"]) if said else made
            )
    return rows + [from_teacher(text, *said) for text, said in beliefs.items()]


class Traits:
    """The traits of words as the network reads them; each distinct word is looked at once."""

    def __init__(self, vocabulary: list[str], rows: int) -> None:
        self.keys = np.array([crc32(word.encode()) for word in vocabulary], dtype=np.uint32)
        self._own = {int(key): row for row, key in enumerate(self.keys, start=1)}
        self._rows = rows
        self._seen: dict[str, tuple[int, ...]] = {}

    def of(self, sentence: Labelled) -> NDArray[np.int64]:
        """(words, 5)."""
        made = []
        for start, end in sentence.words:
            word = sentence.text[start:end]
            row = self._seen.get(word)
            if row is None:
                key, *parts = traits(word, self._rows)
                row = self._seen[word] = (self._own.get(key, 0), *parts)
            made.append(row)
        return np.array(made, dtype=np.int64).reshape(-1, 5)


def flats(
    rows: list[tuple[Labelled, NDArray[np.int64]]], budget: int, dice: random.Random
) -> list[Flat]:
    """The sentences in a new order, in stretches of about `budget` words."""
    order = list(rows)
    dice.shuffle(order)
    groups: list[list[tuple[Labelled, NDArray[np.int64]]]] = [[]]
    size = 0
    for each in order:
        if size > budget:
            groups.append([])
            size = 0
        groups[-1].append(each)
        size += len(each[0].words)
    return [flatten(group) for group in groups]


def loss_of(scores: torch.Tensor, flat: Flat) -> torch.Tensor:
    """Cross entropy per word and layer that has targets."""
    weights = torch.from_numpy(flat.weights)
    each = -(torch.from_numpy(flat.targets) * scores.log_softmax(dim=-1)).sum(dim=-1)
    return (each * weights).sum() / flat.real.sum()


def train(model: Light, sentences: list[Labelled], known: Traits, config: dict[str, Any]) -> Light:
    """The moving average of the weights after all epochs."""
    rows = [(each, known.of(each)) for each in sentences if each.words]
    dice = random.Random(config["seed"])
    epochs, budget = config["epochs"], config["words_per_batch"]
    steps = epochs * len(flats(rows, budget, random.Random(0)))
    rates = [config["word_rate"], config["rate"]]
    others = [p for name, p in model.named_parameters() if name != "words.weight"]
    optimiser = torch.optim.AdamW(
        [{"params": [model.words.weight]}, {"params": others}],
        lr=config["rate"], weight_decay=config["weight_decay"],
    )  # fmt: skip
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=steps + epochs, pct_start=config["warmup"]
    )
    average = copy.deepcopy(model)
    for epoch in range(epochs):
        model.train()
        total, began = 0.0, time.process_time()
        stretches = flats(rows, budget, dice)
        for step, flat in enumerate(stretches):
            loss = loss_of(model(flat), flat)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
            total += float(loss.detach())
            keep = min(config["average"], (step + epoch * len(stretches) + 1) / 20)
            with torch.no_grad():
                for mine, its in zip(average.parameters(), model.parameters(), strict=True):
                    mine.lerp_(its, 1 - keep)
        spent = time.process_time() - began
        print(f"epoch {epoch + 1}: loss {total / len(stretches):.4f}, {spent:.0f} s", flush=True)
    return average.eval()


def main() -> None:
    """Train on all training sentences, write, set biases and confidence on dev, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder's files")
    parser.add_argument("--taught", type=Path, help="folder that fast_teacher.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    chosen = parser.parse_args()
    config = tomllib.loads(chosen.config.read_text(encoding="utf-8"))
    config |= tomllib.loads("\n".join(chosen.set))
    torch.set_num_threads(1)
    torch.manual_seed(config["seed"])
    rows = labelled(gold(chosen.data, "train"), chosen.taught, config)
    reading = unlabelled(chosen.data, config["unlabelled_each"], config["seed"])
    reading += [each.text for each in rows] + technologies(chosen.data)
    words = vocabulary(reading, config["fewest"])
    known = Traits(words, config["rows"])
    print(f"{len(rows)} sentences, {len(words)} words with vectors of their own", flush=True)
    model = Light(vectors(words, download(chosen.encoder), config["dim"]), config)
    model = train(model, rows, known, config)
    chosen.out.mkdir(parents=True, exist_ok=True)
    export(model, known.keys, config["layers"], chosen.out / f"{config['name']}.npz")
    finish(chosen.out, config, chosen.taught is not None, gold(chosen.data, "dev"))


if __name__ == "__main__":
    main()
