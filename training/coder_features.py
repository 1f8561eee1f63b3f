"""The encoder's features of a text, as they are shipped: int8, pooled in three ways.

The last layer's mean and maximum over the pieces and the mean of the layer in the middle, one
behind the other. The scores come from a small network over them (`training/coder_head.py`), which
can be fitted long after the encoder itself at little cost.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from training.encoder import HIDDEN, write

MIDDLE = 3  # layers


class Features(nn.Module):
    """Rows of `embeddings.onnx` and their mask in, features out."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        found = self.encoder(inputs_embeds=rows, attention_mask=mask, output_hidden_states=True)
        states = found.hidden_states
        inside = mask.unsqueeze(-1).to(rows.dtype)
        length = inside.sum(1)
        last, middle = states[-1] * inside, states[MIDDLE] * inside
        highest = (states[-1] - 1e4 * (1 - inside)).max(dim=1).values
        return torch.cat([last.sum(1) / length, highest, middle.sum(1) / length], dim=1)


def export_features(encoder: BertModel, target: Path) -> None:
    """Write the features' ONNX file."""
    given = {"rows": torch.zeros(2, 7, HIDDEN), "mask": torch.ones(2, 7, dtype=torch.int64)}
    write(Features(encoder), given, target, "features")
