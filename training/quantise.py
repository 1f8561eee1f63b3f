"""Matrix products of an ONNX model in int8: weights by column, activations by row as they come.

Rows are scaled one by one (ONNX Runtime's own dynamic quantisation scales a whole batch), so that a
text's output does not depend on what else is in its batch, and one odd token spoils no other's.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TINY = 1e-6
MIDDLE = 128  # of uint8, which processors multiply with int8; a row's zero


def quantise(model: onnx.ModelProto) -> onnx.ModelProto:
    """`model` with every product by a constant matrix in int8; changes and returns it."""
    graph = model.graph
    matrices = {t.name: t for t in graph.initializer if len(t.dims) == 2}
    nodes: list[onnx.NodeProto] = []
    quantised: dict[str, str] = {}
    replaced: set[str] = set()
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in matrices:
            nodes.append(node)
            continue
        rows, weight = node.input
        if rows not in quantised:
            quantised[rows] = f"small_{len(quantised)}"
            nodes.extend(_quantise_rows(rows, quantised[rows]))
        if weight not in replaced:
            replaced.add(weight)
            graph.initializer.extend(_quantise_columns(matrices[weight]))
        small = quantised[rows]
        plain = f"{node.output[0]}_plain"
        nodes.append(
            helper.make_node(
                "MatMulIntegerToFloat",
                [small, f"{weight}_int8", "one", f"{weight}_scale", "middle"],
                [plain],
                domain="com.microsoft",
            )
        )
        nodes.append(helper.make_node("Mul", [plain, f"{small}_scale"], [node.output[0]]))
    kept = [t for t in graph.initializer if t.name not in replaced]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend([*kept, *_constants()])
    graph.node.extend(nodes)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def _constants() -> list[onnx.TensorProto]:
    return [
        numpy_helper.from_array(np.array(1, dtype=np.float32), "one"),
        numpy_helper.from_array(np.array(MIDDLE, dtype=np.uint8), "middle"),
        numpy_helper.from_array(np.array(1 / 127, dtype=np.float32), "step"),
        numpy_helper.from_array(np.array(TINY, dtype=np.float32), "tiny"),
        numpy_helper.from_array(np.array([-1], dtype=np.int64), "flat"),
    ]


def _quantise_columns(matrix: onnx.TensorProto) -> list[onnx.TensorProto]:
    """The matrix in int8 and the scale of each of its columns."""
    values = numpy_helper.to_array(matrix)
    scales = np.maximum(np.abs(values).max(axis=0) / 127, TINY).astype(np.float32)
    small = np.clip(np.round(values / scales), -127, 127).astype(np.int8)
    return [
        numpy_helper.from_array(small, f"{matrix.name}_int8"),
        numpy_helper.from_array(scales, f"{matrix.name}_scale"),
    ]


def _quantise_rows(rows: str, small: str) -> list[onnx.NodeProto]:
    """Nodes that make `small` (uint8) and its scales, one a row, of `rows` (batch, tokens, k)."""
    node = helper.make_node
    zero = helper.make_tensor("zero", TensorProto.UINT8, [1], [MIDDLE])
    return [
        node("Abs", [rows], [f"{small}_size"]),
        node("ReduceMax", [f"{small}_size"], [f"{small}_top"], axes=[-1], keepdims=1),
        node("Mul", [f"{small}_top", "step"], [f"{small}_bare"]),
        node("Max", [f"{small}_bare", "tiny"], [f"{small}_scale"]),
        node("Reshape", [f"{small}_scale", "flat"], [f"{small}_line"]),
        node("Shape", [f"{small}_line"], [f"{small}_count"]),
        node("ConstantOfShape", [f"{small}_count"], [f"{small}_zeros"], value=zero),
        node("Shape", [rows], [f"{small}_shape"]),
        node("Flatten", [rows], [f"{small}_rows"], axis=2),
        node(
            "QuantizeLinear",
            [f"{small}_rows", f"{small}_line", f"{small}_zeros"],
            [f"{small}_flat"],
            axis=0,
        ),
        node("Reshape", [f"{small}_flat", f"{small}_shape"], [small]),
    ]
