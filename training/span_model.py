"""The span tagger in PyTorch: encoder, word shapes, one linear-chain CRF of BIOES tags a layer."""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertModel

from occupath.extract.spans.decoding import ENDS, STARTS, allowed, edge
from occupath.extract.spans.words import SHAPES
from training.span_data import LAYERS, Batch


class Tagger(nn.Module):
    """Scores of 5 tags a layer at every piece; loss of the CRFs at the words' first pieces."""

    def __init__(self, encoder: BertModel, dropout: float) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.shapes = nn.Embedding(len(SHAPES), hidden)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(hidden, 5 * len(LAYERS))
        self.transitions = nn.Parameter(torch.zeros(len(LAYERS), 5, 5))
        self.register_buffer("allowed", torch.from_numpy(allowed()))
        self.register_buffer("starts", torch.from_numpy(edge(STARTS)))
        self.register_buffer("ends", torch.from_numpy(edge(ENDS)))
        for layer in encoder.encoder.layer:  # the fast attention of the CPU has no dropout
            layer.attention.self.dropout.p = 0.0

    def scores(self, batch: Batch) -> torch.Tensor:
        """(sentences, layers, words, 5)."""
        rows = self.encoder.embeddings.word_embeddings(batch.ids) + self.shapes(batch.shapes)
        states = self.encoder(inputs_embeds=rows, attention_mask=batch.mask).last_hidden_state
        index = batch.firsts.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        made = self.heads(self.dropout(states.gather(1, index)))
        return made.view(*made.shape[:2], len(LAYERS), 5).transpose(1, 2)

    def moves(self) -> torch.Tensor:
        """(layers, 5, 5): transitions with what is not allowed."""
        return self.transitions + self.allowed

    def loss(self, batch: Batch, scores: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood per word, over the layers that are known."""
        chosen = batch.known
        rows = scores[chosen]
        tags = batch.tags[chosen]
        moves = self.moves().unsqueeze(0).expand(len(chosen), -1, -1, -1)[chosen]
        inside = batch.words.unsqueeze(1).expand(-1, len(LAYERS), -1)[chosen]
        gap = self._log_partition(rows, moves, inside) - self._path_score(rows, tags, moves, inside)
        return gap.sum() / inside.sum()

    def _log_partition(
        self, rows: torch.Tensor, moves: torch.Tensor, inside: torch.Tensor
    ) -> torch.Tensor:
        total = rows[:, 0] + self.starts
        for word in range(1, rows.shape[1]):
            step = torch.logsumexp(total.unsqueeze(2) + moves, dim=1) + rows[:, word]
            total = torch.where(inside[:, word, None], step, total)
        return torch.logsumexp(total + self.ends, dim=1)

    def _path_score(
        self, rows: torch.Tensor, tags: torch.Tensor, moves: torch.Tensor, inside: torch.Tensor
    ) -> torch.Tensor:
        emitted = (rows.gather(2, tags.unsqueeze(2)).squeeze(2) * inside).sum(1)
        each = torch.arange(len(tags)).unsqueeze(1)
        moved = (moves[each, tags[:, :-1], tags[:, 1:]] * inside[:, 1:]).sum(1)
        return emitted + moved


class Shipped(nn.Module):
    """The tagger as it is shipped: rows, mask and word shapes in, tag scores of every piece out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder = tagger.encoder
        self.shapes = tagger.shapes
        self.heads = tagger.heads

    def forward(self, rows: torch.Tensor, mask: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        embedded = rows + self.shapes(shapes)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        made: torch.Tensor = self.heads(states)
        return made
