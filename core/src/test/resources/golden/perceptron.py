"""A 5-4-4-3 perceptron in numpy, double precision: prints outputs and gradients for each activation.

Weights are w[i, j] = sin(1 + 3 i + 7 j + 11 layer) / 2 with the bias as the last row; the two inputs are sparse; the loss is
the sum of outputs times cos(1 + row + 2 column).
"""

import numpy as np

activations = {
    "RELU": (lambda x: np.maximum(x, 0), lambda x: (x > 0).astype(float)),
    "LEAKY_RELU": (lambda x: np.maximum(x, 0.01 * x), lambda x: np.where(x > 0, 1, 0.01)),
    "ELU": (lambda x: np.where(x > 0, x, np.expm1(x)), lambda x: np.where(x > 0, 1, np.exp(x))),
}
sizes = [5, 4, 4, 3]
inputs = np.array([[1, 0, 0, 1, 0], [0, 0, -0.5, 1, 2.0]])
for name, (activate, slope) in activations.items():
    weights = []
    for layer in range(3):
        i, j = np.meshgrid(np.arange(sizes[layer] + 1), np.arange(sizes[layer + 1]), indexing="ij")
        weights.append(np.sin(1 + 3 * i + 7 * j + 11 * layer) / 2)
    rows, sums = [inputs], []
    for layer, w in enumerate(weights):
        sums.append(rows[-1] @ w[:-1] + w[-1])
        rows.append(activate(sums[-1]) if layer < 2 else sums[-1])
    r, c = np.meshgrid(np.arange(2), np.arange(3), indexing="ij")
    back = np.cos(1 + r + 2 * c)
    norms = []
    for layer in (2, 1, 0):
        gradient = np.vstack([rows[layer].T @ back, back.sum(0)])
        norms.insert(0, [float(gradient.sum()), float((gradient**2).sum())])
        if layer:
            back = (back @ weights[layer][:-1].T) * slope(sums[layer - 1])
    print(name, "outputs", [float(v) for v in rows[-1].ravel()])
    print(name, "gradients: sum, sum of squares", norms)
