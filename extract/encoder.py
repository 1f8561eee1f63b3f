"""Runtime of the shipped encoders: texts → pieces → one model's output, with ONNX Runtime on CPU.

All models share one tokenizer. Most share one table of word-piece rows (`embeddings.onnx`), and
their own file starts from those rows; the coder's file starts from the pieces and has its own.
Sessions are made once a process for each model and thread count.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from occupath.ontology.errors import OccupathError

MODELS = Path(__file__).parent / "models"
LONGEST = 512
# Fusions whose kernels are slower than what they replace.
SLOW = ["BiasGeluFusion", "SkipLayerNormFusion"]


class ModelError(OccupathError):
    """A shipped model is missing or cannot be loaded."""


def model_file(name: str, models: Path | None = None) -> Path:
    """The path of a file among the models; `ModelError` if it is not there."""
    path = (models or MODELS) / name
    if not path.is_file():
        raise ModelError(
            f"the model file {path} is missing; reinstall occupath, or make it with the scripts "
            "in training/ (see training/README.md)"
        )
    return path


@lru_cache(maxsize=1)
def overflows() -> bool:
    """Whether products of uint8 with int8 may overflow here, as on x86 processors without VNNI.

    ONNX Runtime then has a way that is right and slower (by half where it is not needed).
    """
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    try:
        return "vnni" not in Path("/proc/cpuinfo").read_text("ascii", "replace")
    except OSError:
        return True


@lru_cache(maxsize=32)
def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """One session a process for each file and thread count."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Batches have many sizes; an arena would keep the largest of each.
    options.enable_cpu_mem_arena = False
    if overflows():
        options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return onnxruntime.InferenceSession(
            str(path), options, ["CPUExecutionProvider"], disabled_optimizers=SLOW
        )
    except Exception as error:  # ONNX Runtime raises its own kinds, all undocumented
        raise ModelError(f"the model file {path} cannot be loaded: {error}") from error


@lru_cache(maxsize=8)
def tokenizer(path: Path, limit: int | None = None) -> Tokenizer:
    """The shared tokenizer, cutting texts after `limit` pieces. Do not change its settings."""
    made = Tokenizer.from_file(str(path))
    made.no_padding()
    if limit is None:
        made.no_truncation()
    else:
        made.enable_truncation(limit)
    return made


class Encoder:
    """One shipped model: `name`.onnx behind the shared tokenizer and rows.

    `threads` is how many threads one run may use; `models` another folder of model files.
    """

    def __init__(self, name: str, threads: int = 1, models: Path | None = None) -> None:
        self.name = name
        self.file = model_file(f"{name}.onnx", models)
        self._tokens = model_file("tokenizer.json", models)
        self.tokenizer = tokenizer(self._tokens)
        self._model = session(self.file, threads)
        self._takes = {each.name for each in self._model.get_inputs()}
        self._rows = (
            session(model_file("embeddings.onnx", models), threads)
            if "rows" in self._takes
            else None
        )

    def encode(self, texts: Sequence[str], limit: int = 128) -> list[Encoding]:
        """The pieces of each text, with offsets into it, at most `limit` with both ends' marks."""
        if not 3 <= limit <= LONGEST:
            raise ValueError(f"limit must be 3 to {LONGEST}, not {limit}")
        return tokenizer(self._tokens, limit).encode_batch(list(texts))

    def run(
        self, encodings: Sequence[Encoding], tokens_per_batch: int = 512
    ) -> list[NDArray[np.float32]]:
        """The model's output for each encoding, in their order: (tokens, k), or (k,) if pooled."""
        return self.run_ids([each.ids for each in encodings], None, tokens_per_batch)

    def run_ids(
        self,
        ids: Sequence[Sequence[int]],
        shapes: Sequence[Sequence[int]] | None = None,
        tokens_per_batch: int = 512,
    ) -> list[NDArray[np.float32]]:
        """`run` for pieces given as ids; with word shapes for the models that take them."""
        made: list[NDArray[np.float32]] = [np.zeros(0, dtype=np.float32)] * len(ids)
        for group in self._groups([len(each) for each in ids], tokens_per_batch):
            longest = max(len(ids[i]) for i in group)
            padded = np.zeros((len(group), longest), dtype=np.int64)
            mask = np.zeros((len(group), longest), dtype=np.int64)
            kinds = np.zeros((len(group), longest), dtype=np.int64)
            for row, i in enumerate(group):
                padded[row, : len(ids[i])] = ids[i]
                mask[row, : len(ids[i])] = 1
                if shapes is not None:
                    kinds[row, : len(ids[i])] = shapes[i]
            feeds = {"ids": padded, "mask": mask, "shapes": kinds}
            if self._rows is not None:
                feeds["rows"] = self._rows.run(None, {"ids": padded})[0]
            kept = {name: value for name, value in feeds.items() if name in self._takes}
            output = self._model.run(None, kept)[0]
            for row, i in enumerate(group):
                made[i] = output[row, : len(ids[i])] if output.ndim == 3 else output[row]
        return made

    @staticmethod
    def _groups(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
        """Indices in groups of like length, so that little is padding (which costs as much).

        A group's padded size is at most `budget` tokens, or it is one text.
        """
        group: list[int] = []
        for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
            full = (len(group) + 1) * lengths[i] > budget
            if group and (full or lengths[i] > lengths[group[0]] * 1.2 + 2):
                yield group
                group = []
            group.append(i)
        if group:
            yield group
