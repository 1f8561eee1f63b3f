"""Train and export a span model.

``python training/spans.py --config FILE --data DATA --out MODELS`` leaves the trained weights in
``SCRATCH/NAME.pt`` (a model that has a teacher wants the teacher's there), and writes NAME.onnx and
its card NAME.json into MODELS, which holds the shared files embeddings.onnx and tokenizer.json or
gets them; a teacher (``shipped = false``) writes nothing there. Same seed, same model.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.spans.decoding import best_paths
from training.encoder import download, export_embeddings, load, tokenizer
from training.span_data import LAYERS, Sentence, batches, prepare
from training.span_dev import annotated, best_thresholds, scored
from training.span_export import ship
from training.span_fit import fit
from training.span_model import Tagger
from training.unlabelled import sentences as unlabelled

Sets = dict[str, list[Sentence]]


def read_split(data: Path, split: str, pieces: Tokenizer) -> Sets:
    """The sentences of both benchmarks' split, by benchmark."""
    return {
        name: [s for text, spans in rows for s in prepare(text, name, spans, pieces)]
        for name, rows in annotated(data, split).items()
    }


def taught(teacher: Tagger, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with the teacher's scores, and its tags in layers that have no gold."""
    moves = teacher.moves().detach().numpy()
    made = []
    for each, scores in scored(teacher, sentences):
        tags = dict(each.tags)
        for j, layer in enumerate(LAYERS):
            if layer not in tags:
                lengths = torch.tensor([scores.shape[1]]).numpy()
                tags[layer] = best_paths(scores[j : j + 1], lengths, moves[j])[0].tolist()
        made.append(replace(each, tags=tags, soft=scores))
    return sorted(made, key=lambda s: (s.source, s.text, s.window.words))


def new_tagger(
    config: dict[str, Any], encoder: Path, scratch: Path
) -> tuple[Tagger, Tagger | None]:
    """The model to train, and its teacher if it has one.

    A taught model starts from its teacher's weights: its ``layers`` number the teacher's.
    """
    layers = tuple(config["layers"])
    tagger = Tagger(load(encoder, layers), config["dropout"])
    if "teacher" not in config:
        return tagger, None
    teacher = Tagger(load(encoder, tuple(config["teacher_layers"])), 0.0)
    weights = torch.load(scratch / f"{config['teacher']}.pt", weights_only=True)
    teacher.load_state_dict(weights)
    kept = {k: v for k, v in weights.items() if not k.startswith("encoder.encoder.layer.")}
    for mine, its in enumerate(layers):
        prefix = f"encoder.encoder.layer.{its}."
        for name, value in weights.items():
            if name.startswith(prefix):
                kept[f"encoder.encoder.layer.{mine}.{name.removeprefix(prefix)}"] = value
    tagger.load_state_dict(kept)
    return tagger, teacher.eval()


def planned(sets: Sets, config: dict[str, Any], dice: random.Random) -> list[list[list[Sentence]]]:
    """Each epoch's groups: SkillSpan, a new part of GREEN, a new part of the unlabelled."""
    plan = []
    for _ in range(config["epochs"]):
        chosen = list(sets["skillspan"])
        for name, share in (("green", "green_share"), ("unlabelled", "unlabelled_share")):
            rows = sets.get(name, [])
            chosen += dice.sample(rows, round(config.get(share, 0.0) * len(rows)))
        plan.append(batches(chosen, config["pieces_per_batch"], dice))
    return plan


def train(
    config: dict[str, Any], data: Path, encoder: Path, scratch: Path, watch: bool = False
) -> Tagger:
    """The trained model (averaged weights); if watched, each epoch's scores of dev are printed."""
    torch.manual_seed(config["seed"])
    pieces = tokenizer(encoder)
    sets, dev = read_split(data, "train", pieces), read_split(data, "dev", pieces)
    gold = annotated(data, "dev")
    tagger, teacher = new_tagger(config, encoder, scratch)
    if teacher is not None:
        texts = unlabelled(data, config["unlabelled_each"], config["seed"])
        sets["unlabelled"] = [s for t in texts for s in prepare(t, "unlabelled", {}, pieces)]
        sets = {name: taught(teacher, rows) for name, rows in sets.items()}

    def after(epoch: int, model: Tagger) -> None:
        torch.save(model.state_dict(), scratch / f"{config['name']}.pt")
        if watch:
            scores = {name: list(scored(model, rows)) for name, rows in dev.items()}
            print(epoch, *best_thresholds(gold, scores, model.moves().detach().numpy()), flush=True)

    return fit(tagger, planned(sets, config, random.Random(config["seed"])), config, after)


def export(config: dict[str, Any], data: Path, encoder: Path, scratch: Path, out: Path) -> None:
    """Write the shipped files of the weights in ``scratch/NAME.pt``."""
    tagger = Tagger(load(encoder, tuple(config["layers"])), 0.0)
    tagger.load_state_dict(torch.load(scratch / f"{config['name']}.pt", weights_only=True))
    tagger.eval()
    out.mkdir(parents=True, exist_ok=True)
    if not (out / "embeddings.onnx").exists():
        export_embeddings(tagger.encoder, out / "embeddings.onnx")
    if not (out / "tokenizer.json").exists():
        shutil.copyfile(encoder / "bge-small-en-v1.5-tokenizer.json", out / "tokenizer.json")
    gold, dev = annotated(data, "dev"), read_split(data, "dev", tokenizer(encoder))
    scores = {name: list(scored(tagger, rows)) for name, rows in dev.items()}
    thresholds, plain = best_thresholds(gold, scores, tagger.moves().detach().numpy())
    print("float32, dev:", thresholds, plain, flush=True)
    card = ship(tagger, config, gold, thresholds, out)
    print("int8, dev:", card["dev"], "confidence", card["confidence"], flush=True)


def main() -> None:
    """Read the arguments, train, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, default=Path.home() / ".cache" / "bge-small")
    parser.add_argument("--scratch", type=Path, default=Path())
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--watch", action="store_true", help="score dev after every epoch")
    parser.add_argument("--export-only", action="store_true", help="the weights are in SCRATCH")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    config = tomllib.loads(given.config.read_text(encoding="utf-8"))
    encoder = download(given.encoder)
    if not given.export_only:
        train(config, given.data, encoder, given.scratch, given.watch)
    if config.get("shipped", True):
        export(config, given.data, encoder, given.scratch, given.out)


if __name__ == "__main__":
    main()
