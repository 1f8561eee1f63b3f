"""The fast span model in PyTorch, and its export for NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import nn

from occupath.extract.spans.decoding import TAGS
from occupath.extract.spans.light import REACH, SHAPES, WINDOW
from training.fast_data import Flat
from training.span_data import LAYERS


class Light(nn.Module):
    """Word vectors → two layers over windows → scores of tags."""

    def __init__(self, vectors: NDArray[np.float32], config: dict[str, Any]) -> None:
        super().__init__()
        dim, hidden, second = config["dim"], config["hidden"], config["second"]
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=False)
        self.parts = nn.Embedding(3 * config["rows"] + SHAPES, dim)
        nn.init.normal_(self.parts.weight, std=0.1)
        self.first = nn.Linear(WINDOW * dim, hidden)
        self.second = nn.Linear(WINDOW * hidden, second)
        self.out = nn.Linear(hidden + second, len(LAYERS) * len(TAGS))
        self.dropout = nn.Dropout(config["dropout"])
        self.forget = float(config["forget"])

    def forward(self, flat: Flat) -> torch.Tensor:
        """(words, layers, tags)."""
        traits = torch.from_numpy(flat.traits)
        real = torch.from_numpy(flat.real)[:, None]
        own = traits[:, 0]
        if self.training and self.forget:
            own = own * (torch.rand(own.shape) > self.forget)
        vectors = self.words(own) * (own > 0)[:, None] + self.parts(traits[:, 1:]).sum(dim=1)
        vectors = self.dropout(vectors * real)
        hidden = self.dropout(torch.relu(self.first(windows(vectors))) * real)
        second = self.dropout(torch.relu(self.second(windows(hidden))))
        made: torch.Tensor = self.out(torch.cat([hidden, second], dim=1))
        return made.view(-1, len(LAYERS), len(TAGS))


def windows(rows: torch.Tensor) -> torch.Tensor:
    """Each row with its neighbours, zeros beyond the ends: (n, d) → (n, WINDOW × d)."""
    wide = nn.functional.pad(rows, (0, 0, REACH, REACH))
    return torch.cat([wide[i : i + len(rows)] for i in range(WINDOW)], dim=1)


def vectors(words: list[str], encoder: Path, dim: int) -> NDArray[np.float32]:
    """A vector for each word, behind one of zeros: the encoder's rows of its pieces, averaged,
    in their first principal components."""
    model = onnx.load(str(encoder / "bge-small-en-v1.5.onnx"))
    (table,) = (
        numpy_helper.to_array(each)
        for each in model.graph.initializer
        if "word_embeddings" in each.name
    )
    tokenizer = Tokenizer.from_file(str(encoder / "bge-small-en-v1.5-tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pieces = tokenizer.encode_batch(words, add_special_tokens=False)
    rows = np.stack([
        table[each.ids].mean(axis=0) if each.ids else np.zeros(table.shape[1], table.dtype)
        for each in pieces
    ])  # fmt: skip
    rows -= rows.mean(axis=0)
    _, axes = np.linalg.eigh(rows.T @ rows)
    axes = axes[:, ::-1][:, :dim]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dim)])
    made = rows @ axes
    made *= 0.5 / made.std()
    return np.concatenate([np.zeros((1, dim)), made]).astype(np.float32)


def export(model: Light, keys: NDArray[np.uint32], layers: list[str], target: Path) -> None:
    """Write the weights as the shipped model reads them; words' vectors as int8 with scales.

    `keys` are the checksums of the words of rows 1 and on; of the heads only `layers` are kept.
    """
    tags = np.arange(len(TAGS))
    kept = np.concatenate([LAYERS.index(layer) * len(TAGS) + tags for layer in layers])
    own = model.words.weight.detach().numpy()[1:]
    order = np.argsort(keys, kind="stable")
    keys, own = keys[order], own[order]
    scales = (np.abs(own).max(axis=1) / 127).astype(np.float16)
    scales[scales == 0] = 1
    dim = own.shape[1]
    first = model.first.weight.detach().numpy()  # (hidden, window × dim)
    hidden = first.shape[0]
    second = model.second.weight.detach().numpy()
    whole = np.round(own / scales[:, None].astype(np.float32))
    weights = {
        "keys": keys,
        "words": np.clip(whole, -127, 127).astype(np.int8),
        "scales": scales,
        "parts": model.parts.weight.detach().numpy(),
        "first": first.reshape(hidden, WINDOW, dim).transpose(2, 1, 0).reshape(dim, -1),
        "first_bias": model.first.bias.detach().numpy(),
        "second": second.reshape(len(second), WINDOW, hidden).transpose(1, 2, 0),
        "second_bias": model.second.bias.detach().numpy(),
        "out": model.out.weight.detach().numpy()[kept].T,
        "out_bias": model.out.bias.detach().numpy()[kept],
    }  # fmt: skip
    small = {k: v.astype(np.float16) if v.dtype == np.float32 else v for k, v in weights.items()}
    with target.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **small)
