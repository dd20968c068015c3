"""Golden numbers of org.gfn4j.evaluation, computed without gfn4j: python3 evaluation.py > evaluation.properties

Needs numpy and scipy. The forward policy is softmax over the legal actions of
    logit(s, d) = sin(1 + 0.7 * sum_i (i + 1) * s_i + 1.3 * d),  d the dimension, or n for stop.
"""
import itertools
import math

import numpy
from scipy import special, stats


def corners(x, side, r0, r1=0.5, r2=2.0):
    outer, band = True, True
    for c in x:
        distance = 10 * abs(2 * c - (side - 1))
        outer &= distance > 5 * (side - 1)
        band &= 6 * (side - 1) < distance < 8 * (side - 1)
    return r0 + r1 * outer + r2 * band


def terminal_distribution(n, side, forced):
    """P_T by visiting cells in the order of their coordinate sum; linear domain."""
    passage = {(0,) * n: 1.0}
    terminal = {}
    for cell in sorted(itertools.product(range(side), repeat=n), key=sum):
        if cell not in passage:
            continue
        actions = [d for d in range(n) if cell[d] < side - 1] + [n]
        base = 1 + 0.7 * sum((i + 1) * c for i, c in enumerate(cell))
        policy = special.softmax([math.sin(base + 1.3 * d) for d in actions])
        for d, p in zip(actions, policy):
            mass = passage[cell] * p
            if d == n:
                terminal[cell] = terminal.get(cell, 0) + mass
                continue
            child = tuple(c + (i == d) for i, c in enumerate(cell))
            where = terminal if forced and child[d] == side - 1 else passage
            where[child] = where.get(child, 0) + mass
    return passage, terminal


def kl(p, q):
    return float(special.rel_entr(p, q).sum())


def deviation(n, p):
    """E|Binomial(n, p)/n - p| as a plain sum over all outcomes."""
    k = numpy.arange(n + 1)
    return float((stats.binom.pmf(k, n, p) * abs(k / n - p)).sum())


def show(name, value):
    print(f"{name}={value!r}" if isinstance(value, int) else f"{name}={float(value):.17g}")


def grid(name, n, side, forced, r0):
    passage, terminal = terminal_distribution(n, side, forced)
    cells = sorted(terminal)
    q = numpy.array([terminal[c] for c in cells])
    reward = numpy.array([corners(c, side, r0) for c in cells])
    z = reward.sum()
    p = reward / z
    middle = (p + q) / 2
    show(f"{name}.states", len(passage) + len(terminal))
    show(f"{name}.terminals", len(cells))
    show(f"{name}.logZ", math.log(z))
    show(f"{name}.entropy", stats.entropy(p))
    show(f"{name}.totalVariation", abs(p - q).sum() / 2)
    show(f"{name}.l1Sum", abs(p - q).sum())
    show(f"{name}.l1Mean", abs(p - q).mean())
    show(f"{name}.klTargetModel", kl(p, q))
    show(f"{name}.klModelTarget", kl(q, p))
    show(f"{name}.jensenShannon", kl(p, middle) / 2 + kl(q, middle) / 2)
    show(f"{name}.meanRewardError", abs(q @ reward - p @ reward) / (p @ reward))
    show(f"{name}.pearson", stats.pearsonr(numpy.log(reward), numpy.log(q)).statistic)
    show(f"{name}.spearman", stats.spearmanr(numpy.log(reward), numpy.log(q)).statistic)
    show(f"{name}.logPTLastCell", math.log(terminal[cells[-1]]))
    for samples in (1, 10, 200):
        values, counts = numpy.unique(p, return_counts=True)
        floor = sum(c * deviation(samples, v) for v, c in zip(values, counts))
        show(f"{name}.noiseFloor{samples}", floor)


grid("free", 4, 8, False, 1e-3)
grid("forced", 4, 8, True, 1e-1)
grid("plane", 2, 8, False, 1e-1)
for trials, probability in ((1, 0.3), (2, 0.5), (7, 0.999), (50, 1e-12), (1000, 0.25), (1000, 0.5), (20000, 1e-3), (10**7, 0.3), (10**7, 1e-7), (10**7, 0.9999)):
    show(f"deviation.{trials}.{probability!r}", deviation(trials, probability))
for n, side, forced in ((4, 8, True), (4, 8, False), (2, 64, False)):
    cells = [c for c in itertools.product(range(side), repeat=n) if not forced or c.count(side - 1) < 2]
    for r0 in (1e-1, 1e-2, 1e-3):
        values, counts = numpy.unique([corners(c, side, r0) for c in cells], return_counts=True)
        z = values @ counts
        floor = sum(c * deviation(200000, v / z) for v, c in zip(values, counts))
        show(f"perfect.{n}.{side}.{'FORCED' if forced else 'FREE'}.{r0}", floor)
