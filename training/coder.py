"""Train the occupation coder: ``python training/coder.py --data DATA --dataset DATASET --out DIR``.

Three steps, all by default: ``words`` (coder-words.npz), ``encoder`` (coder.onnx) and ``mixture``
(weights and threshold in coder.json). Deterministic for a seed and a number of threads.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.encoder import tokenizer
from training.coder_data import CoderData, Example, split
from training.coder_encoder import Pooled, pieces, start_head, train_phase
from training.coder_export import POSITIONS, export
from training.coder_mixture import fit, untrained
from training.coder_words import gold_rows, train_words
from training.minilm import Places, kept_pieces, load

STEPS = ("words", "encoder", "mixture")


def examples(data: CoderData) -> tuple[list[Example], list[Example]]:
    """What is trained on (titles), and the Census titles to tune on."""
    train = [e for e in data.census if split(e.text) == "train"]
    return [*data.titles, *train], [e for e in data.census if split(e.text) == "tune"]


def export_encoder(config: dict[str, Any], data: CoderData, given: argparse.Namespace) -> None:
    """Write coder.onnx: from the checkpoint if it is there, else after training."""
    words = tokenizer(given.out / "tokenizer.json")
    titles, _ = examples(data)
    read = pieces([e.text for e in [*titles, *data.sentences]], words, POSITIONS)
    encoder, where = load(kept_pieces(read, config["least"]))
    head = Pooled(len(data.codes), config["dropout"])
    if given.checkpoint and given.checkpoint.exists():
        weights = torch.load(given.checkpoint)
        encoder.load_state_dict(weights["encoder"])
        head.load_state_dict(weights["head"])
    else:
        encoder, head = trained(config, data, encoder, head, words, where, given.steps)
        if given.checkpoint:
            weights = {"encoder": encoder.state_dict(), "head": head.state_dict()}
            torch.save(weights, given.checkpoint)
    export(encoder, head, where, given.out / "coder.onnx")


def trained(
    config: dict[str, Any], data: CoderData, encoder: BertModel, head: Pooled,
    words: Tokenizer, where: Places, steps: int | None,
) -> tuple[BertModel, Pooled]:  # fmt: skip
    """The encoder and its linear head, which starts from the codes' titles, after every phase."""
    titles, _ = examples(data)
    everything = [*titles, *data.sentences]
    names = pieces([data.structure[code].title for code in data.codes], words, config["pieces"])
    start_head(encoder, head, [where[name].tolist() for name in names])
    gold = torch.from_numpy(gold_rows(everything, data.codes))
    for number, phase in enumerate(config["phases"]):
        settings = {**config, **phase, "seed": config["seed"] + number}
        encoder, head = train_phase(encoder, head, everything, gold, settings, words, where, steps)
    return encoder, head


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("coder.toml"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=STEPS, action="append")
    parser.add_argument(
        "--checkpoint", type=Path, help="PyTorch weights: exported if there, else kept"
    )
    parser.add_argument("--steps", type=int, help="stop after so many batches: for a try")
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text("utf-8"))
    torch.manual_seed(config["seed"])
    data = CoderData(given.data)
    train, tune = examples(data)
    print(len(train), "titles,", len(data.sentences), "sentences,", len(tune), "to tune on")
    card = given.out / "coder.json"
    if not card.exists():
        made = {**untrained(data.codes), "training": config["training"], "config": config}
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
