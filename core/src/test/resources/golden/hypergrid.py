"""Makes hypergrid-corners.csv and hypergrid-cosine.csv beside this script; needs numpy and scipy.

Corners: exact fractions, from the definition u = 2 x / (H - 1) - 1, over all cells. A cell can be finished with a free
end; with a forced end, unless two or more of its coordinates are at H - 1.
Cosine: numpy and scipy.stats.norm.
"""

import csv
import itertools
import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy.stats import norm

HERE = pathlib.Path(__file__).parent
CASES = [
    (n, h, end, r0, r1, r2)
    for n, h, r1, r2, bases in [
        (4, 8, "0.5", "2", ["0.1", "0.01", "0.001"]),
        (4, 8, "1", "3", ["0.0001"]),
        (2, 8, "0.5", "2", ["0.1"]),
        (2, 64, "0.5", "2", ["0.1", "0.01", "0.001"]),
        (2, 11, "0.5", "2", ["0.1"]),
        (3, 16, "0.5", "2", ["0.1"]),
        (2, 21, "0.5", "2", ["0.1"]),
        (2, 31, "0.5", "2", ["0.1"]),
        (1, 2, "0.5", "2", ["0"]),
    ]
    for r0 in bases
    for end in ("FREE", "FORCED")
]


def corners():
    for n, h, end, r0, r1, r2 in CASES:
        u = [abs(Fraction(2 * x, h - 1) - 1) for x in range(h)]
        outer = [v > Fraction(1, 2) for v in u]
        band = [Fraction(3, 5) < v < Fraction(4, 5) for v in u]
        cells, in_band, z = 0, 0, Fraction(0)
        for x in itertools.product(range(h), repeat=n):
            if end == "FORCED" and x.count(h - 1) > 1:
                continue
            cells += 1
            z += Fraction(r0)
            if all(outer[i] for i in x):
                z += Fraction(r1)
            if all(band[i] for i in x):
                z += Fraction(r2)
                in_band += 1
        yield n, h, end, r0, r1, r2, cells, repr(float(z)), in_band


def cosine():
    for h, cells in [
        (2, [(0, 0), (0, 1)]),
        (30, [(0, 0), (14, 14), (14, 15), (13, 16), (11, 18), (29, 0), (7, 22), (15, 12)]),
        (31, [(15,), (13,), (17,), (1,)]),
        (9, [(4, 4, 4), (3, 4, 5), (0, 4, 8)]),
    ]:
        u = 2 * np.arange(h) / (h - 1) - 1
        factor = (np.cos(50 * u) + 1) * norm.pdf(5 * u)
        for cell in cells:
            yield h, " ".join(map(str, cell)), repr(float(math.prod(factor[x] for x in cell) + 0.01))


def write(name, header, rows):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


write(
    "hypergrid-corners.csv",
    ["dimensions", "side", "end", "r0", "r1", "r2", "terminals", "z", "bandCells"],
    corners(),
)
write("hypergrid-cosine.csv", ["side", "cell", "reward"], cosine())
