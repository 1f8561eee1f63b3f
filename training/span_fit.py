"""One training of a tagger: rates by depth, CRF loss, a teacher's scores, averaged weights."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn.functional import log_softmax, softmax

from training.span_data import Batch, Sentence, collate
from training.span_model import Tagger


def parameter_groups(tagger: Tagger, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Learning rates that fall from the top layer down; heads, CRF and shapes have their own."""
    depth = tagger.encoder.config.num_hidden_layers
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in tagger.named_parameters():
        if not weight.requires_grad:
            continue
        if name.startswith("encoder.encoder.layer."):
            level = depth - 1 - int(name.split(".")[3])
        elif name.startswith("encoder."):
            level = depth
        else:
            level = -1
        rate = config["head_rate"] if level < 0 else config["rate"] * config["decay"] ** level
        fade = config["weight_decay"] if weight.ndim > 1 else 0.0
        groups.setdefault((rate, fade), []).append(weight)
    return [{"params": p, "lr": r, "weight_decay": f} for (r, f), p in groups.items()]


class Average:
    """Exponential moving average of a model's trained weights."""

    def __init__(self, model: Tagger, keep: float) -> None:
        self.model = copy.deepcopy(model).eval()
        self.keep = keep
        self.steps = 0

    @torch.no_grad()
    def update(self, model: Tagger) -> None:
        """Take the present weights in."""
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        for mine, its in zip(self.model.parameters(), model.parameters(), strict=True):
            if its.requires_grad:
                mine.lerp_(its, 1 - keep)


def distance(batch: Batch, scores: torch.Tensor, warmth: float) -> torch.Tensor:
    """Cross entropy of the tagger's tags under the teacher's, per word, over all layers."""
    theirs = softmax(batch.soft / warmth, dim=3)
    mine = log_softmax(scores / warmth, dim=3)
    each = -(theirs * mine).sum(3).sum(1)  # (sentences, words)
    return (each * batch.words).sum() / batch.words.sum()


def fit(
    tagger: Tagger,
    plan: list[list[list[Sentence]]],
    config: dict[str, Any],
    after: Callable[[int, Tagger], None],
) -> Tagger:
    """Train over `plan` (epochs of groups of sentences); the averaged model.

    `after` is called with each epoch's number and its averaged model.
    """
    average = Average(tagger, config["average"])
    optimizer = torch.optim.AdamW(parameter_groups(tagger, config))
    steps = sum(map(len, plan))
    rise = config["warmup"] * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / rise, max(0.02, (steps - s) / (steps - rise)))
    )
    began = time.monotonic()
    for epoch, groups in enumerate(plan):
        tagger.train()
        running = 0.0
        for i, group in enumerate(groups):
            batch = collate(group)
            scores = tagger.scores(batch)
            loss = tagger.loss(batch, scores)
            if "teacher" in config:
                loss = loss + config["soft_weight"] * distance(batch, scores, config["warmth"])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update(tagger)
            running += loss.item()
            if i % 50 == 49:
                spent = time.monotonic() - began
                print(f"{epoch} {i + 1}/{len(groups)} {running / 50:.4f} {spent:.0f}s", flush=True)
                running = 0.0
        after(epoch, average.model)
    return average.model
