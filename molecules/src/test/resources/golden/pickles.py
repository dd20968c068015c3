"""Prints the pickles of PickleTest: python3 pickles.py > pickles.txt. Needs numpy; made with 2.4.6 on Python 3."""

import pickle

import numpy

matrix = numpy.arange(6, dtype="float32").reshape(2, 3)
vector = numpy.array([0.5, -1.5], dtype="float32")

for name, value, protocol in [
    ("protocol2", [matrix, vector], 2),
    ("protocol3", [matrix, vector], 3),
    ("protocol4", [matrix, vector], 4),
    ("columns", [numpy.asfortranarray(matrix)], 4),
    ("protocol5", [matrix, vector], 5),
    ("double", [matrix.astype("float64")], 4),
    ("text", ["weights"], 4),
    ("number", 3, 4),
    ("call", [print], 4),
]:
    print(name, pickle.dumps(value, protocol=protocol).hex())
