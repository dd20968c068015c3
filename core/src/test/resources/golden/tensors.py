"""Writes tensors.safetensors with the Python package safetensors 0.8.0 and numpy."""

import numpy as np
from safetensors.numpy import save_file

save_file(
    {
        "trunk.0.weight": np.array([[0.5, -0.0, 1e-45], [3.4028235e38, np.inf, -1.25]], np.float32),
        "logZ": np.array([-2.5e-300], np.float64),
        "steps": np.array(2**63 - 1, np.int64),
        "empty": np.zeros([0, 4], np.float32),
        "größe": np.array([-1, 1], np.int64),
        "odd": np.array([7], np.float32),
    },
    "tensors.safetensors",
    metadata={"note": 'a "quoted" line\nand another'},
)
