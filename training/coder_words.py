"""Train the coder's linear part: low-rank softmax on hashed words and letter groups."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from occupath.extract.occupations.word_model import features, matrix
from training.coder_data import Example

Progress = Callable[[str], None]


def marginal(logits: torch.Tensor, gold: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Mean of -log of the probability of all gold codes together, by example weight."""
    inside = torch.logsumexp(logits.masked_fill(~gold, -torch.inf), dim=1)
    total: torch.Tensor = ((torch.logsumexp(logits, 1) - inside) * weight).sum() / weight.sum()
    return total


def gold_rows(examples: Sequence[Example], codes: Sequence[str]) -> NDArray[np.bool_]:
    """Which codes (columns) each example may have."""
    at = {code: i for i, code in enumerate(codes)}
    made = np.zeros((len(examples), len(codes)), dtype=bool)
    for row, example in zip(made, examples, strict=True):
        row[[at[code] for code in example.codes]] = True
    return made


def vocabulary(
    hashed: Sequence[Sequence[int]], most: int
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """The commonest features that two titles share, sorted, and their idf."""
    counts = Counter(f for row in hashed for f in row)
    ranked = sorted((-n, f) for f, n in counts.items() if n > 1)[:most]
    kept = sorted((f, -n) for n, f in ranked)
    idf = np.log(1 + len(hashed) / np.array([n for _, n in kept]))
    return np.array([f for f, _ in kept], dtype=np.uint32), idf.astype(np.float32)


def train_words(
    examples: Sequence[Example], codes: Sequence[str], config: dict[str, Any], out: Path,
    say: Progress = print, check: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Train on title examples and write `out`, a ``coder-words.npz``."""
    torch.manual_seed(config["seed"])
    dice = np.random.default_rng(config["seed"])
    hashed = [features(e.text) for e in examples]
    kept, idf = vocabulary(hashed, config["features"])
    rows = matrix(hashed, kept, idf)
    gold = gold_rows(examples, codes)
    weights = np.array([config["weights"][e.source] for e in examples], dtype=np.float32)
    table = torch.from_numpy(dice.normal(0, 0.05, (len(kept), config["rank"])).astype(np.float32))
    squares = torch.zeros_like(table) + 1e-6
    head = nn.Linear(config["rank"], len(codes))
    nn.init.normal_(head.weight, std=0.05)
    nn.init.zeros_(head.bias)
    optimizer = torch.optim.Adam(head.parameters())
    size, began = config["batch"], time.monotonic()
    steps = config["epochs"] * -(-len(examples) // size)
    step = 0
    for epoch in range(config["epochs"]):
        order = dice.permutation(len(examples))
        running = []
        for at in range(0, len(order), size):
            some = np.sort(order[at : at + size])
            part = rows[some]
            data = part.data * (dice.random(len(part.data)) > config["dropout"])
            used, local = np.unique(part.indices, return_inverse=True)
            index = torch.from_numpy(used)
            small = table[index].requires_grad_()
            hidden = functional.embedding_bag(
                torch.from_numpy(local), small, torch.from_numpy(part.indptr[:-1].astype(np.int64)),
                mode="sum", per_sample_weights=torch.from_numpy(data.astype(np.float32)),
            )  # fmt: skip
            loss = marginal(
                head(hidden), torch.from_numpy(gold[some]), torch.from_numpy(weights[some])
            )
            optimizer.zero_grad()
            loss.backward()
            left = 1 - step / steps
            for group in optimizer.param_groups:
                group["lr"] = config["head_rate"] * left
            optimizer.step()
            assert small.grad is not None
            squares[index] += small.grad**2
            table[index] -= config["rate"] * left * small.grad / squares[index].sqrt()
            running.append(loss.item())
            step += 1
        say(f"words: epoch {epoch + 1} loss {np.mean(running):.3f} "
            f"{time.monotonic() - began:.0f} s")  # fmt: skip
        save(out, kept, idf, table.numpy(), head)
        if check is not None:
            check()


def save(
    out: Path, kept: NDArray[np.uint32], idf: NDArray[np.float32], table: NDArray[np.float32],
    head: nn.Linear,
) -> None:  # fmt: skip
    """The model as int8 rows with their scales, and the output matrix in half precision."""
    scales = np.maximum(np.abs(table).max(axis=1) / 127, 1e-8).astype(np.float16)
    whole = np.clip(np.round(table / scales.astype(np.float32)[:, None]), -127, 127)
    np.savez_compressed(
        out,
        features=kept,
        idf=idf.astype(np.float16),
        table=whole.astype(np.int8),
        scales=scales,
        out=head.weight.detach().numpy().T.astype(np.float16),
        bias=head.bias.detach().numpy().astype(np.float16),
    )
