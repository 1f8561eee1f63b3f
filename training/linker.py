"""Train the linker's encoder: ``linker.py --data DATA --checkpoint FILE --out DIR``.

Several-positive softmax over the labels of a batch and hard negatives; CLS pooling; the exported
model gives unit vectors. Deterministic for a seed and a number of threads.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import BertModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.pipeline.tables import Concept, read_concepts
from training.encoder import download, export, load, tokenizer
from training.linker_data import (
    Query,
    composed,
    described,
    named,
    skillskape,
)

LABEL_PIECES = 24
SEPARATOR = 102  # [SEP]


class Unit(nn.Module):
    """The first piece's state, at length 1."""

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        del mask
        return functional.normalize(states[:, 0], dim=-1)


def pieces(texts: Sequence[str], words: Tokenizer, limit: int) -> list[list[int]]:
    """Ids of each text, cut to `limit` with the closing piece kept."""
    cut = [e.ids for e in words.encode_batch(list(texts))]
    return [ids if len(ids) <= limit else [*ids[: limit - 1], SEPARATOR] for ids in cut]


def vectors(encoder: BertModel, ids: Sequence[list[int]]) -> torch.Tensor:
    """Unit vectors of texts given as ids."""
    width = max(map(len, ids))
    filled = torch.zeros(len(ids), width, dtype=torch.long)
    for row, one in zip(filled, ids, strict=True):
        row[: len(one)] = torch.tensor(one)
    mask = (torch.arange(width) < torch.tensor([len(i) for i in ids])[:, None]).long()
    made: torch.Tensor = Unit()(encoder(filled, attention_mask=mask).last_hidden_state, mask)
    return made


@torch.no_grad()
def encoded(encoder: BertModel, ids: Sequence[list[int]], size: int = 64) -> NDArray[np.float32]:
    """Vectors of many texts, in order, encoded by length."""
    encoder.eval()
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    made = np.zeros((len(ids), encoder.config.hidden_size), np.float32)
    for at in range(0, len(order), size):
        some = order[at : at + size]
        made[some] = vectors(encoder, [ids[i] for i in some]).numpy()
    return made


def queries(
    config: dict[str, Any], data: Path, concepts: Sequence[Concept], dice: random.Random
) -> list[list[Query]]:
    """The training queries, a list of each kind."""
    given = [q for q in skillskape(data / "bench/skillskape/train.csv", concepts) if q.gold]
    often = sorted({gold for query in given for gold in query.gold})
    return [
        given,
        named(data / "bench", concepts, config["named"], dice),
        list(composed(concepts, often, config["composed"], dice)),
        list(described(concepts, config["described"], dice)),
    ]


def neighbors(
    config: dict[str, Any], encoder: BertModel, labels: Sequence[list[int]]
) -> NDArray[np.int64]:
    """For each label the labels (by number) near it for the encoder as it is, nearest first."""
    near, far = config["hard_from"], config["hard_to"]
    table = encoded(encoder, labels)
    made = np.zeros((len(table), far - near), np.int64)
    for at in range(0, len(table), 256):
        scores = table[at : at + 256] @ table.T
        first = np.argpartition(-scores, far, axis=1)[:, :far]
        order = np.take_along_axis(scores, first, 1).argsort(axis=1)[:, ::-1]
        made[at : at + 256] = np.take_along_axis(first, order, 1)[:, near:far]
    return made


def loss_of(
    encoder: BertModel, asked: list[list[int]], gold: list[set[int]], pool: list[int],
    labels: Sequence[list[int]], scale: float,
) -> torch.Tensor:  # fmt: skip
    """Mean over (query, positive) of -log softmax against the labels that are not its own."""
    cosines = vectors(encoder, asked) @ vectors(encoder, [labels[i] for i in pool]).T
    own = torch.tensor([[i in g for i in pool] for g in gold])
    logits = cosines * scale
    others = torch.logsumexp(logits.masked_fill(own, -1e4), dim=1, keepdim=True)
    each = torch.logaddexp(logits, others) - logits
    weight = own / own.sum(1, keepdim=True).sqrt()
    total: torch.Tensor = (each * weight).sum() / weight.sum()
    return total


def train(config: dict[str, Any], data: Path, dataset: Path | None, encoder: Path) -> BertModel:
    """The trained encoder."""
    torch.manual_seed(config["seed"])
    dice = random.Random(config["seed"])
    words = tokenizer(encoder)
    concepts = [c for c in read_concepts(dataset) if c.scheme == "esco-skill"]
    kinds = queries(config, data, concepts, dice)
    print(*map(len, kinds), "queries", flush=True)
    everything = [q for kind in kinds for q in kind]
    texts = {c.concept: c.label for c in concepts}
    for query in everything:
        for gold in query.gold:
            texts.setdefault(gold, gold)  # a label of an earlier version stands for itself
    number = {iri: i for i, iri in enumerate(texts)}
    labels = pieces(list(texts.values()), words, LABEL_PIECES)
    ids = pieces([q.text for q in everything], words, config["pieces"])
    golds = [{number[g] for g in q.gold} for q in everything]
    model = load(encoder, tuple(config["layers"]))
    began = time.monotonic()
    nearest = neighbors(config, model, labels)
    print(f"neighbours after {time.monotonic() - began:.0f} s", flush=True)
    plan = batches(kinds, ids, config["queries_per_batch"], dice)
    optimizer = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad],
        lr=config["rate"], weight_decay=config["weight_decay"],
    )  # fmt: skip
    rise = config["warmup"] * len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / rise, (len(plan) - s) / (len(plan) - rise))
    )
    model.train()
    running = 0.0
    for step, batch in enumerate(plan):
        pool = dict.fromkeys(sorted(i for q in batch for i in golds[q]))
        for q in batch:
            near = nearest[dice.choice(sorted(golds[q]))].tolist()
            pool.update(dict.fromkeys(dice.sample(near, config["hard_negatives"])))
        loss = loss_of(
            model, [ids[q] for q in batch], [golds[q] for q in batch], list(pool), labels,
            config["scale"],
        )  # fmt: skip
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running += loss.item()
        if step % 20 == 19:
            print(f"{step + 1}/{len(plan)} loss {running / 20:.4f} "
                  f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
            running = 0.0
    return model.eval()


def batches(
    kinds: Sequence[Sequence[Query]], ids: Sequence[list[int]], size: int, dice: random.Random
) -> list[list[int]]:
    """Query numbers in batches of one kind and like lengths, in random order."""
    plan: list[list[int]] = []
    first = 0
    for kind in kinds:
        numbers = list(range(first, first + len(kind)))
        dice.shuffle(numbers)
        for at in range(0, len(numbers), size * 16):
            near = sorted(numbers[at : at + size * 16], key=lambda i: len(ids[i]))
            plan += [near[i : i + size] for i in range(0, len(near), size)]
        first += len(kind)
    dice.shuffle(plan)
    return plan


def main() -> None:
    """Read the arguments, train, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("linker.toml"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--encoder", type=Path, default=Path.home() / ".cache" / "bge-small")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--checkpoint", type=Path, required=True, help="PyTorch weights: read if there, else made"
    )
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text())
    encoder = download(given.encoder)
    if given.checkpoint.exists():
        model = load(encoder, tuple(config["layers"]))
        model.load_state_dict(torch.load(given.checkpoint, weights_only=True))
    else:
        model = train(config, given.data, given.dataset, encoder)
        torch.save(model.state_dict(), given.checkpoint)
    export(model.eval(), Unit(), given.out / "linker.onnx", "vector")


if __name__ == "__main__":
    main()
