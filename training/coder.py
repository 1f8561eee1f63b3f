"""Train the occupation coder: ``python training/coder.py --data DATA --dataset DATASET --out DIR``.

Three steps, all by default: ``words`` (coder-words.npz), ``encoder`` (coder.onnx) and ``mixture``
(weights, temperature and threshold in coder.json). Deterministic for a seed and thread count.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.coder_data import CoderData, Example, split
from training.coder_encoder import train_encoder
from training.coder_mixture import fit, groups, untrained
from training.coder_words import train_words
from training.encoder import download, export

STEPS = ("words", "encoder", "mixture")
POSITIONS = 64  # a text that is coded is cut before


def examples(data: CoderData) -> tuple[list[Example], list[Example]]:
    """What is trained on (titles), and the Census titles to tune on."""
    train = [e for e in data.census if split(e.text) == "train"]
    return [*data.titles, *train], [e for e in data.census if split(e.text) == "tune"]


def export_encoder(config: dict[str, Any], data: CoderData, given: argparse.Namespace) -> None:
    """Train and write coder.onnx."""
    titles, _ = examples(data)
    names = [data.structure[code].title for code in data.codes]
    folder = download(given.encoder)
    encoder, head = train_encoder(
        [*titles, *data.sentences], data.codes, names, config, folder, given.steps
    )
    if given.checkpoint:
        torch.save({"encoder": encoder.state_dict(), "head": head.state_dict()}, given.checkpoint)
    cut_positions(encoder)
    export(encoder, head, given.out / "coder.onnx", "scores")


def cut_positions(encoder: Any) -> None:
    """Keep the position rows that are read, which saves two thirds of a megabyte."""
    table = encoder.embeddings.position_embeddings
    kept = torch.nn.Embedding.from_pretrained(table.weight[:POSITIONS].detach().clone())
    encoder.embeddings.position_embeddings = kept


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("coder.toml"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--encoder", type=Path, default=Path.home() / ".cache" / "bge-small")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=STEPS, action="append")
    parser.add_argument("--checkpoint", type=Path, help="where the PyTorch weights go, if anywhere")
    parser.add_argument("--steps", type=int, help="stop after so many batches: for a try")
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text("utf-8"))
    data = CoderData(given.data)
    train, tune = examples(data)
    print(len(train), "titles,", len(data.sentences), "sentences,", len(tune), "to tune on")
    card = given.out / "coder.json"
    if not card.exists():
        made = untrained(data.codes, groups(data))
        card.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    steps = given.only or STEPS
    if "words" in steps:
        train_words(train, data.codes, config["words"], given.out / "coder-words.npz")
    if "encoder" in steps:
        export_encoder(config, data, given)
    if "mixture" in steps:
        fit(given.out, given.dataset, data, tune)


if __name__ == "__main__":
    main()
