"""Train the small network from the encoder's features of a title to scores of the codes.

It is fitted on the shipped, quantised features, so it knows their rounding; and it can be fitted
anew, for other classes or more titles, without touching the encoder.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from occupath.extract.encoder import Encoder
from training.coder_data import Example
from training.coder_words import gold_rows, marginal


def features(models: Path, texts: Sequence[str], limit: int) -> NDArray[np.float16]:
    """The shipped features of texts, in their order."""
    encoder = Encoder("coder", torch.get_num_threads(), models)
    parts = [
        np.array(encoder.run(encoder.encode(texts[at : at + 4096], limit)), dtype=np.float16)
        for at in range(0, len(texts), 4096)
    ]
    return np.concatenate(parts)


def head_examples(titles: Sequence[Example], config: dict[str, Any]) -> list[Example]:
    """The titles that the network learns: so many of O*NET's that they do not drown the Census."""
    parted = {source: [e for e in titles if e.source == source] for source in config["weights"]}
    drawn = random.Random(config["draw"]).sample(parted["onet"], config["onet"])
    return [*parted["census"], *parted["soc"], *drawn]


def train_head(
    examples: Sequence[Example], codes: Sequence[str], config: dict[str, Any],
    rows: NDArray[np.float16],
) -> dict[str, NDArray[Any]]:  # fmt: skip
    """The network's weights for coder-head.npz, from the features `rows` of the examples."""
    torch.manual_seed(config["seed"])
    inputs = torch.from_numpy(rows)
    mean, spread = inputs.float().mean(0), inputs.float().std(0) + 1e-3
    gold = torch.from_numpy(gold_rows(examples, codes))
    weight = torch.tensor([config["weights"][e.source] for e in examples])
    net = nn.Sequential(
        nn.Dropout(config["dropout"]),
        nn.Linear(inputs.shape[1], config["hidden"]),
        nn.GELU(approximate="tanh"),
        nn.Dropout(config["dropout"]),
        nn.Linear(config["hidden"], len(codes)),
    )
    optimizer = torch.optim.AdamW(net.parameters(), weight_decay=config["weight_decay"])
    size, began, step = config["batch"], time.monotonic(), 0
    steps = config["epochs"] * -(-len(examples) // size)
    for epoch in range(config["epochs"]):
        order = torch.randperm(len(examples))
        running = []
        for at in range(0, len(order), size):
            some = order[at : at + size]
            scores = net((inputs[some].float() - mean) / spread)
            loss = marginal(scores, gold[some], weight[some])
            for group in optimizer.param_groups:
                group["lr"] = config["rate"] * min(1.0, (step + 1) / 100) * (1 - step / steps)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running.append(loss.item())
            step += 1
        print(f"head: epoch {epoch + 1} loss {np.mean(running):.3f} "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
    return _weights(net, mean, spread)


def _weights(
    net: nn.Sequential, mean: torch.Tensor, spread: torch.Tensor
) -> dict[str, NDArray[Any]]:
    """Half precision; the features' mean and spread are folded into the first layer."""
    first, second = net[1], net[4]
    assert isinstance(first, nn.Linear)
    assert isinstance(second, nn.Linear)
    inner = (first.weight / spread).detach()
    return {
        "inner": inner.numpy().T.astype(np.float16),
        "inner_bias": (first.bias.detach() - inner @ mean).numpy().astype(np.float32),
        "outer": second.weight.detach().numpy().T.astype(np.float16),
        "outer_bias": second.bias.detach().numpy().astype(np.float32),
    }


def save_plain(path: Path, head: nn.Linear) -> None:
    """Start coder-head.npz with the encoder's own linear head, which scores sentences."""
    np.savez_compressed(
        path,
        plain=head.weight.detach().numpy().T.astype(np.float16),
        plain_bias=head.bias.detach().numpy().astype(np.float32),
    )


def add_network(path: Path, weights: dict[str, NDArray[Any]]) -> None:
    """Put the network for titles beside the linear head."""
    with np.load(path) as file:
        plain = {key: file[key] for key in ("plain", "plain_bias")}
    np.savez_compressed(path, **plain, **weights)
