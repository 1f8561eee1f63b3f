"""Train the coder's encoder: mean pooling and a softmax over the detailed SOC 2018 codes."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from training.coder_data import Example
from training.coder_words import marginal
from training.encoder import HIDDEN
from training.minilm import Places

SEPARATOR = 102  # [SEP]
SENTENCES = ("task", "about")
_Batch = tuple[list[int], list[list[int]]]  # example numbers, their pieces


class Pooled(nn.Module):
    """Mean of the pieces' states, and a score of every code."""

    def __init__(self, codes: int, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(HIDDEN, codes)

    @staticmethod
    def mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Mean over the pieces that are there."""
        inside = mask.unsqueeze(-1).to(states.dtype)
        made: torch.Tensor = (states * inside).sum(1) / inside.sum(1)
        return made

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        pooled = self.dropout(self.mean(states, mask))
        # A product of rows (batch, 1, hidden) is what `quantise` makes small; a Linear is none.
        made: torch.Tensor = pooled.unsqueeze(1) @ self.out.weight.T + self.out.bias
        return made.squeeze(1)


def pieces(texts: Sequence[str], words: Tokenizer, limit: int) -> list[list[int]]:
    """Piece numbers of each text, cut to `limit` with the closing piece kept."""
    cut = [e.ids for e in words.encode_batch(list(texts))]
    return [ids if len(ids) <= limit else [*ids[: limit - 1], SEPARATOR] for ids in cut]


def padded(ids: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids with zeros behind, and the mask of what is there."""
    width = max(map(len, ids))
    made = torch.zeros(len(ids), width, dtype=torch.long)
    for row, one in zip(made, ids, strict=True):
        row[: len(one)] = torch.tensor(one)
    return made, (torch.arange(width) < torch.tensor([len(i) for i in ids])[:, None]).long()


def inverted(title: str) -> str:
    """The title as the Census lists it, the last word first."""
    words = title.split()
    return " ".join([words[-1], *words[:-1]])


def plan(
    examples: Sequence[Example], config: dict[str, Any], words: Tokenizer, dice: random.Random
) -> list[_Batch]:
    """The batches of all passes; sentences come in the first seven tenths."""
    passes: dict[str, int] = config["passes"]
    most = max(passes.values())
    timed: list[tuple[float, _Batch]] = []
    for turn in range(most):
        for sentences in (True, False):
            numbers = [
                i for i, e in enumerate(examples)
                if (e.source in SENTENCES) == sentences
                and (turn + 1) * passes[e.source] // most > turn * passes[e.source] // most
            ]  # fmt: skip
            dice.shuffle(numbers)
            limit, size, until = (
                (config["sentence_pieces"], config["batch"] // 3, 0.7)
                if sentences
                else (config["pieces"], config["batch"], 1.0)
            )
            texts = [_read(examples[i], config["inverted"], dice) for i in numbers]
            ids = pieces(texts, words, limit)
            for at in range(0, len(numbers), size * 16):
                near = sorted(range(at, min(at + size * 16, len(ids))), key=lambda k: len(ids[k]))
                for first in range(0, len(near), size):
                    some = near[first : first + size]
                    when = (turn + dice.random()) / most * until
                    timed.append((when, ([numbers[k] for k in some], [ids[k] for k in some])))
    timed.sort(key=lambda pair: pair[0])
    return [batch for _, batch in timed]


def _read(example: Example, share: float, dice: random.Random) -> str:
    text = example.text
    if example.source in SENTENCES or example.source == "census":
        return text
    return inverted(text) if " " in text and dice.random() < share else text


@torch.no_grad()
def start_head(encoder: BertModel, head: Pooled, names: Sequence[list[int]]) -> None:
    """Each code's row starts as its own title's vector, so that like codes start alike."""
    encoder.eval()
    ids, mask = padded(names)
    states = encoder(ids, attention_mask=mask).last_hidden_state
    vectors = Pooled.mean(states, mask)
    vectors = vectors - vectors.mean(0)
    scores = vectors @ vectors.T
    head.out.weight.copy_(vectors * (4.0 / scores.diagonal().mean()))
    head.out.bias.zero_()


def groups(encoder: BertModel, head: Pooled, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Learning rates that fall from the top layer down; the head has its own."""
    depth = encoder.config.num_hidden_layers
    found: list[dict[str, Any]] = [{"params": list(head.parameters()), "lr": config["head_rate"]}]
    for name, weight in encoder.named_parameters():
        if not weight.requires_grad:
            continue
        inside = name.split(".")
        level = depth - 1 - int(inside[2]) if inside[:2] == ["encoder", "layer"] else depth
        fade = config["weight_decay"] if weight.ndim > 1 else 0.0
        rate = config["rate"] * config["decay"] ** level
        found.append({"params": [weight], "lr": rate, "weight_decay": fade})
    return found


def train_phase(
    encoder: BertModel, head: Pooled, examples: Sequence[Example], gold: torch.Tensor,
    config: dict[str, Any], words: Tokenizer, where: Places, steps: int | None = None,
) -> tuple[BertModel, Pooled]:  # fmt: skip
    """Both after all passes (or `steps` batches), averaged over the last ones; changes them.

    With ``census_head`` a copy of the head is taught by the Census titles alone, with that weight
    beside the other, which keeps the encoder on all sources; the copy is what is returned. Of the
    weights at the start, ``start`` is mixed into those at the end, so that less is forgotten.
    """
    torch.manual_seed(config["seed"])
    dice = random.Random(config["seed"])
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = config["dropout"]
    for layer in encoder.encoder.layer:  # the fast attention of the CPU has no dropout
        layer.attention.self.dropout.p = 0.0
    weight = torch.tensor([config["weights"][e.source] for e in examples])
    batches = plan(examples, config, words, dice)[:steps]
    place = torch.from_numpy(where)
    share = config.get("census_head", 0.0)
    census = torch.tensor([e.source == "census" for e in examples])
    own = copy.deepcopy(head) if share else head
    whole = nn.ModuleList([encoder, head, own] if share else [encoder, head])
    average, start = copy.deepcopy(whole).eval(), copy.deepcopy(whole)
    taught = groups(encoder, head, config)
    if share:
        taught[0]["params"] += own.parameters()
    optimizer = torch.optim.AdamW(taught, fused=True)
    rise = config["warmup"] * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / rise, (len(batches) - s) / (len(batches) - rise))
    )
    whole.train()
    began, running = time.monotonic(), 0.0
    for step, (numbers, ids) in enumerate(batches):
        filled, mask = padded(ids)
        states = encoder(place[filled], attention_mask=mask).last_hidden_state
        right, counts, mine = gold[numbers], weight[numbers], census[numbers]
        loss = total = marginal(head(states, mask), right, counts)
        if share and mine.any():
            apart = marginal(own(states[mine], mask[mine]), right[mine], counts[mine])
            total = loss + share * mine.float().mean() * apart
        optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(whole.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        _average(average, whole, min(config["average"], (step + 1) / (step + 10)))
        running += loss.item()
        if step % 50 == 49 or step == 9:
            print(f"{step + 1}/{len(batches)} loss {running / min(50, step + 1):.3f} "
                  f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
            running = 0.0
    _average(average, start, 1 - config.get("start", 0.0))
    kept_encoder, kept_head = average[0], average[-1]
    assert isinstance(kept_encoder, BertModel)
    assert isinstance(kept_head, Pooled)
    return kept_encoder, kept_head


@torch.no_grad()
def _average(average: nn.Module, model: nn.Module, keep: float) -> None:
    mine = [p for p in average.parameters() if p.requires_grad]
    its = [p for p in model.parameters() if p.requires_grad]
    torch._foreach_lerp_(mine, its, 1 - keep)
