"""Adam with decoupled weight decay in numpy: prints the values after each of five steps."""

import numpy as np

beta1, beta2, epsilon = 0.9, 0.999, 1e-8
rate, decay = 0.05, 0.1
values = np.array([0.5, -2.0, 0.0])
gradients = np.array([[1.0, -3.0, 0.0], [0.5, 2.0, 1e-9], [-1.0, 0.0, 4.0], [0.25, 1.0, -4.0], [0.0, 0.0, 0.0]])
first, second = np.zeros(3), np.zeros(3)
for step, gradient in enumerate(gradients, start=1):
    first = beta1 * first + (1 - beta1) * gradient
    second = beta2 * second + (1 - beta2) * gradient**2
    values = values * (1 - rate * decay)
    values = values - rate * (first / (1 - beta1**step)) / (np.sqrt(second / (1 - beta2**step)) + epsilon)
    print("{" + ", ".join(repr(float(v)) for v in values) + "},")
