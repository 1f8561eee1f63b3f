"""Train the occupation coder: ``python training/coder.py --data DATA --dataset DATASET --out DIR``.

Four steps, all by default: ``words`` (coder-words.npz), ``encoder`` (coder.onnx), ``head``
(coder-head.npz) and ``mixture`` (weights and threshold in coder.json). Deterministic for a seed
and a number of threads.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import torch
from transformers import BertModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.coder_data import CoderData, Example, split
from training.coder_encoder import Pooled, start, train_phase
from training.coder_features import export_features
from training.coder_head import add_network, features, head_examples, save_plain, train_head
from training.coder_mixture import fit, untrained
from training.coder_words import gold_rows, train_words
from training.encoder import download, load, tokenizer

STEPS = ("words", "encoder", "head", "mixture")
POSITIONS = 64  # a text that is coded is cut before


def examples(data: CoderData) -> tuple[list[Example], list[Example]]:
    """What is trained on (titles), and the Census titles to tune on."""
    train = [e for e in data.census if split(e.text) == "train"]
    return [*data.titles, *train], [e for e in data.census if split(e.text) == "tune"]


def export_encoder(config: dict[str, Any], data: CoderData, given: argparse.Namespace) -> None:
    """Write coder.onnx: from the checkpoint if it is there, else after training."""
    folder = download(given.encoder)
    if given.checkpoint and given.checkpoint.exists():
        encoder, head = load(folder, tuple(config["layers"])), Pooled(len(data.codes), 0.0)
        weights = torch.load(given.checkpoint)
        encoder.load_state_dict(weights["encoder"])
        head.load_state_dict(weights["head"])
    else:
        encoder, head = trained(config, data, folder, given.steps)
        if given.checkpoint:
            weights = {"encoder": encoder.state_dict(), "head": head.state_dict()}
            torch.save(weights, given.checkpoint)
    cut_positions(encoder)
    export_features(encoder, given.out / "coder.onnx")
    save_plain(given.out / "coder-head.npz", head.out)


def trained(
    config: dict[str, Any], data: CoderData, folder: Path, steps: int | None
) -> tuple[BertModel, Pooled]:
    """The encoder and its linear head after every phase of the config."""
    titles, _ = examples(data)
    everything = [*titles, *data.sentences]
    names = [data.structure[code].title for code in data.codes]
    gold = torch.from_numpy(gold_rows(everything, data.codes))
    encoder, head = start(data.codes, names, config, folder)
    for number, phase in enumerate(config["phases"]):
        settings = {**config, **phase, "seed": config["seed"] + number}
        encoder, head = train_phase(
            encoder, head, everything, gold, settings, tokenizer(folder), steps
        )
    return encoder, head


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
    parser.add_argument(
        "--checkpoint", type=Path, help="PyTorch weights: exported if there, else kept"
    )
    parser.add_argument("--steps", type=int, help="stop after so many batches: for a try")
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text("utf-8"))
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
    if "head" in steps:
        settings = config["head"]
        titles = head_examples(train, settings)
        rows = features(given.out, [e.text for e in titles], settings["pieces"])
        network = train_head(titles, data.codes, settings, rows)
        add_network(given.out / "coder-head.npz", network)
    if "mixture" in steps:
        fit(given.out, given.dataset, data, tune)


if __name__ == "__main__":
    main()
