"""Makes the models of the tests and the numbers that they give, which the reference evaluator of onnx computes.

Needs onnx 1.23 and numpy: python models.py
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

FOLDER = Path(__file__).parent
WIDTH = 2048


def tensor(name, values, dtype):
    return numpy_helper.from_array(np.array(values, dtype=dtype), name)


def node(op, inputs, outputs, **attributes):
    return helper.make_node(op, inputs.split(), outputs.split(), **attributes)


def value(name, element, shape):
    return helper.make_tensor_value_info(name, element, shape)


def save(name, nodes, inputs, output, constants=(), opset=18):
    graph = helper.make_graph(nodes, name, inputs, [output], list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(model, FOLDER / f"{name}.onnx")
    return model


def weights(count, step, name):
    """A vector of sines, so that files are small: name[i] = sin(step * i)."""
    return (
        [
            node("Range", "zero end one", f"{name}_range"),
            node("Mul", f"{name}_range {name}_step", f"{name}_steps"),
            node("Sin", f"{name}_steps", name),
        ],
        [
            tensor("zero", 0, np.float32),
            tensor("end", count, np.float32),
            tensor("one", 1, np.float32),
            tensor(f"{name}_step", step, np.float32),
        ],
    )


def fingerprint(width=WIDTH, element=T.FLOAT, batch="n"):
    return value("fingerprint", element, [batch, width])


def linear(name, inputs, output, width=WIDTH, last=(), extra=()):
    """total[n] = x @ w, then what is asked for."""
    nodes, constants = weights(width, 0.7, "w")
    nodes.append(node("MatMul", f"{inputs[0].name} w", "total"))
    return save(name, [*nodes, *last], inputs, output, [*constants, *extra])


# ---- models that are right

ecfp = linear(
    "ecfp", [fingerprint()], value("score", T.FLOAT, ["n"]), last=[node("Sigmoid", "total", "score")]
)

states = linear(
    "states",
    [value("anything", T.FLOAT, ["n", 8])],
    value("value", T.DOUBLE, ["n", 1]),
    width=8,
    last=[
        node("Unsqueeze", "total last", "column"),
        node("Cast", "column", "wide", to=T.DOUBLE),
        node("Mul", "wide third", "value"),
    ],
    extra=[tensor("last", [1], np.int64), tensor("third", 1 / 3, np.float64)],
)


def graph_model():
    nodes, constants = weights(71, 0.7, "w")
    nodes += [
        node("MatMul", "x w", "atom"),
        node("MatMul", "edge_attr bond_weights", "bonds"),
        node("Squeeze", "bonds column", "bond"),
        node("Gather", "edge_index from", "sources", axis=0),
        node("Gather", "edge_index to", "targets", axis=0),
        node("Gather", "atom sources", "sent"),
        node("Mul", "sent bond", "message"),
        node("Tanh", "atom", "own"),
        node("ScatterElements", "own targets message", "received", reduction="add"),
        node("ReduceMax", "batch", "last_graph", keepdims=1),
        node("Add", "last_graph one_graph", "graphs"),
        node("ConstantOfShape", "graphs", "nothing"),
        node("Sigmoid", "received", "atom_score"),
        node("ScatterElements", "nothing batch atom_score", "score", reduction="add"),
    ]
    constants += [
        tensor("bond_weights", [[0.25], [0.5], [0.75], [0.375]], np.float32),
        tensor("column", [1], np.int64),
        tensor("from", 0, np.int64),
        tensor("to", 1, np.int64),
        tensor("one_graph", [1], np.int64),
    ]
    inputs = [
        value("x", T.FLOAT, ["atoms", 71]),
        value("edge_index", T.INT64, [2, "edges"]),
        value("edge_attr", T.FLOAT, ["edges", 4]),
        value("batch", T.INT64, ["atoms"]),
    ]
    return save("graph", nodes, inputs, value("score", T.FLOAT, ["graphs"]), constants)


graph = graph_model()

# a number for one object alone, without an axis, as squeeze() of torch makes it
linear(
    "squeezed",
    [fingerprint()],
    value("score", T.FLOAT, None),
    last=[node("Unsqueeze", "total last", "column"), node("Squeeze", "column", "score")],
    extra=[tensor("last", [1], np.int64)],
)

# log(bit 0 - bit 1): a number, NaN or an infinity
save(
    "not-finite",
    [
        node("Gather", "fingerprint first", "a", axis=1),
        node("Gather", "fingerprint second", "b", axis=1),
        node("Sub", "a b", "difference"),
        node("Log", "difference", "score"),
    ],
    [fingerprint()],
    value("score", T.FLOAT, ["n"]),
    [tensor("first", 0, np.int64), tensor("second", 1, np.int64)],
)

# ---- models that are wrong

SCORE = value("score", T.FLOAT, ["n"])
SIGMOID = [node("Sigmoid", "total", "score")]

linear("narrow", [fingerprint(1024)], SCORE, width=1024, last=SIGMOID)
linear("fixed-batch", [fingerprint(batch=1)], value("score", T.FLOAT, [1]), last=SIGMOID)
save(
    "bytes",
    [node("Cast", "fingerprint", "floats", to=T.FLOAT), node("ReduceSum", "floats last", "score", keepdims=0)],
    [fingerprint(element=T.INT8)],
    SCORE,
    [tensor("last", [1], np.int64)],
)
linear(
    "two-columns",
    [fingerprint()],
    value("scores", T.FLOAT, ["n", 2]),
    last=[node("Unsqueeze", "total last", "column"), node("Concat", "column column", "scores", axis=1)],
    extra=[tensor("last", [1], np.int64)],
)
linear("text", [fingerprint()], value("label", T.STRING, ["n"]), last=[node("Cast", "total", "label", to=T.STRING)])
linear(
    "list",
    [fingerprint()],
    helper.make_tensor_sequence_value_info("scores", T.FLOAT, None),
    last=[node("SequenceConstruct", "total total", "scores")],
)
linear(
    "twice", [fingerprint()], value("score", T.FLOAT, ["m"]), last=[node("Concat", "total total", "score", axis=0)]
)
linear(
    "one-for-all",
    [fingerprint()],
    value("score", T.FLOAT, None),
    last=[node("ReduceSum", "total", "score", keepdims=0)],
)
linear(
    "always-two",
    [fingerprint()],
    SCORE,
    last=[node("Slice", "w start end_of_two", "first_two"), node("Identity", "first_two", "score")],
    extra=[tensor("start", [0], np.int64), tensor("end_of_two", [2], np.int64)],
)
linear("share-of-the-batch", [fingerprint()], SCORE, last=[node("Softmax", "total", "score", axis=0)])
linear(
    "distance-from-the-mean",
    [fingerprint()],
    SCORE,
    last=[node("ReduceMean", "total", "mean"), node("Sub", "total mean", "score")],
)
linear("unknown-operator", [fingerprint()], SCORE, last=[node("Bogus", "total", "score")])
# a table of the number of bits, which has four entries
save(
    "table",
    [
        node("ReduceSum", "fingerprint last", "bits", keepdims=0),
        node("Cast", "bits", "place", to=T.INT64),
        node("Gather", "entries place", "score"),
    ],
    [fingerprint()],
    SCORE,
    [tensor("last", [1], np.int64), tensor("entries", [0.5, 1, 2, 4], np.float32)],
)
save(
    "two-inputs",
    [node("Add", "left right", "score")],
    [value("left", T.FLOAT, ["n"]), value("right", T.FLOAT, ["n"])],
    SCORE,
)
future = onnx.ModelProto()
future.CopyFrom(ecfp)
future.opset_import[0].version = 99
onnx.save(future, FOLDER / "future.onnx")

# weights in a file of their own, as the exporter of torch writes them by default
outside = save(
    "outside",
    [node("MatMul", "fingerprint v", "score")],
    [fingerprint()],
    SCORE,
    [tensor("v", np.sin(0.7 * np.arange(WIDTH)), np.float32)],
)
(FOLDER / "outside.onnx.data").unlink(missing_ok=True)
onnx.save(
    outside,
    FOLDER / "outside.onnx",
    save_as_external_data=True,
    location="outside.onnx.data",
    size_threshold=0,
)

# ---- numbers


def bits(*rows, width=WIDTH):
    table = np.zeros((len(rows), width), dtype=np.float32)
    for row, places in enumerate(rows):
        table[row, places] = 1
    return table


def show(title, model, inputs):
    numbers = ReferenceEvaluator(model).run(None, inputs)[0].reshape(-1)
    print(f"{title}: {', '.join(f'{number:.7f}' for number in numbers)}")


show("ecfp", ecfp, {"fingerprint": bits([0], [3, 17, 2047], [1, 64, 65, 1024], [])})
show("states", states, {"anything": bits([0, 4], [3, 7], [1, 6], width=8)})

# Atoms as (element, hydrogens, aromatic, sp-number, marked), bonds as (atom, atom, type).
CARBON, NITROGEN, OXYGEN, FLUORINE = 6, 7, 8, 9
SP, SP2, SP3 = 10, 11, 12
SINGLE, DOUBLE, TRIPLE, AROMATIC = range(4)
METHANE = ([(CARBON, 4, False, SP3, True)], [])
# O-C-C, where the second carbon has a free stem
ETHANOL = (
    [(OXYGEN, 1, False, SP3, False), (CARBON, 2, False, SP3, False), (CARBON, 3, False, SP3, True)],
    [(0, 1, SINGLE), (1, 2, SINGLE)],
)
# N#C-c1ccccc1 with free stems at both meta positions
BENZONITRILE = (
    [(NITROGEN, 0, False, SP, False), (CARBON, 0, False, SP, False), (CARBON, 0, True, SP2, False)]
    + [(CARBON, 1, True, SP2, atom in (4, 6)) for atom in range(3, 8)],
    [(0, 1, TRIPLE), (1, 2, SINGLE), (2, 3, AROMATIC), (3, 4, AROMATIC), (4, 5, AROMATIC)]
    + [(5, 6, AROMATIC), (6, 7, AROMATIC), (7, 2, AROMATIC)],
)
# O=CF without a free stem: the first atom of the canonical SMILES, oxygen, is marked
FORMYL_FLUORIDE = (
    [(OXYGEN, 0, False, SP2, True), (CARBON, 1, False, SP2, False), (FLUORINE, 0, False, SP3, False)],
    [(0, 1, DOUBLE), (1, 2, SINGLE)],
)


def packed(*molecules):
    x, index, attributes, batch = [], [], [], []
    for number, (atoms, bonds) in enumerate(molecules):
        offset = len(x)
        for element, hydrogens, aromatic, hybrid, marked in atoms:
            features = np.zeros(71, dtype=np.float32)
            features[{CARBON: 1, NITROGEN: 2, OXYGEN: 3, FLUORINE: 4}[element]] = 1
            features[9] = aromatic
            features[hybrid] = 1
            features[13] = hydrogens
            features[14 + element - 1] = 1
            features[70] = marked
            x.append(features)
            batch.append(number)
        for a, b, kind in bonds:
            index += [(offset + a, offset + b), (offset + b, offset + a)]
            attributes += [np.eye(4, dtype=np.float32)[kind]] * 2
    return {
        "x": np.array(x),
        "edge_index": np.array(index, dtype=np.int64).reshape(-1, 2).T.copy(),
        "edge_attr": np.array(attributes, dtype=np.float32).reshape(-1, 4),
        "batch": np.array(batch, dtype=np.int64),
    }


show("graph", graph, packed(METHANE, ETHANOL, BENZONITRILE, FORMYL_FLUORIDE))
show("graph of methane", graph, packed(METHANE))
