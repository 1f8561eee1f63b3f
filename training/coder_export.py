"""The coder's encoder as it is shipped: pieces in, a score of every code out, in int8."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from training.coder_encoder import Pooled
from training.encoder import write
from training.minilm import Places, Rows

POSITIONS = 64  # a text that is coded is cut before


class Scores(nn.Module):
    """Pieces and their mask in, scores before the softmax out."""

    def __init__(self, encoder: BertModel, head: Pooled, where: Places) -> None:
        super().__init__()
        encoder.config._attn_implementation = "eager"  # the nodes that run fastest
        self.rows = Rows(encoder, where)
        self.encoder = encoder
        self.head = head

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        states = self.encoder(inputs_embeds=self.rows(ids), attention_mask=mask).last_hidden_state
        made: torch.Tensor = self.head(states, mask)
        return made


def export(encoder: BertModel, head: Pooled, where: Places, target: Path) -> None:
    """Write the ONNX file; of the encoder's positions only those that are read are kept."""
    table = encoder.embeddings.position_embeddings
    kept = nn.Embedding.from_pretrained(table.weight[:POSITIONS].detach().clone())
    encoder.embeddings.position_embeddings = kept
    ids = torch.ones(2, 7, dtype=torch.int64)
    write(Scores(encoder, head, where), {"ids": ids, "mask": ids}, target, "scores")
