package org.gfn4j.hypergrid;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gfn4j.text.Checks;

/**
 * The rewards of the {@link Hypergrid} in Bengio et al. 2021.
 *
 * <p>{@link #corners}: R(x) = R0 + R1·∏ 1(|u_i| &gt; 1/2) + R2·∏ 1(3/5 &lt; |u_i| &lt; 4/5) with u_i = 2 x_i/(H − 1) − 1
 * (section 4.1). The limits of the band fall on grid points for some sides, so they are compared as integers. A mode is
 * an orthant whose band has been visited.
 *
 * <p>{@link #cosine}: R(x) = 1/100 + ∏ (cos 50 u_i + 1)·φ(5 u_i), φ the standard normal density (the offline experiment).
 *
 * <p>Thread-safety: immutable.
 */
public final class HypergridReward implements ToDoubleFunction<Cell> {
    private final double base;
    private final double outerBonus;
    private final double bandBonus;
    private final double[] factors;
    private final boolean[] outer;
    private final boolean[] band;

    private HypergridReward(
            double base, double outerBonus, double bandBonus, double[] factors, boolean[] outer, boolean[] band) {
        this.base = base;
        this.outerBonus = outerBonus;
        this.bandBonus = bandBonus;
        this.factors = factors;
        this.outer = outer;
        this.band = band;
    }

    /**
     * Makes the reward with a high region near every corner.
     *
     * @param grid the grid
     * @param r0 the reward everywhere, at least 0
     * @param r1 what is added in the outer region, at least 0
     * @param r2 what is added in the band, at least 0
     * @return the reward
     * @throws IllegalArgumentException if a value is negative or not finite
     */
    public static HypergridReward corners(Hypergrid grid, double r0, double r1, double r2) {
        Checks.requireAtLeastZero("r0", r0);
        Checks.requireAtLeastZero("r1", r1);
        Checks.requireAtLeastZero("r2", r2);
        int side = grid.side();
        boolean[] outer = new boolean[side];
        boolean[] band = new boolean[side];
        for (int x = 0; x < side; x++) {
            long distance = 10L * Math.abs(2L * x - (side - 1));
            outer[x] = distance > 5L * (side - 1);
            band[x] = distance > 6L * (side - 1) && distance < 8L * (side - 1);
        }
        return new HypergridReward(r0, r1, r2, new double[0], outer, band);
    }

    /**
     * Makes the oscillating reward.
     *
     * @param grid the grid
     * @return the reward
     */
    public static HypergridReward cosine(Hypergrid grid) {
        int side = grid.side();
        double[] factors = new double[side];
        for (int x = 0; x < side; x++) {
            double u = 2.0 * x / (side - 1) - 1;
            double density = Math.exp(-0.5 * 25 * u * u) / Math.sqrt(2 * Math.PI);
            factors[x] = (Math.cos(50 * u) + 1) * density;
        }
        return new HypergridReward(0.01, 0, 0, factors, new boolean[side], new boolean[side]);
    }

    /**
     * Computes the reward of a cell.
     *
     * @param cell a cell of the grid, finished or not
     * @return its reward, not in logs
     */
    @Override
    public double applyAsDouble(Cell cell) {
        if (factors.length > 0) {
            double product = 1;
            for (int dimension = 0; dimension < cell.dimensions(); dimension++) {
                product *= factors[cell.coordinate(dimension)];
            }
            return base + product;
        }
        return base + (allIn(outer, cell) ? outerBonus : 0) + (allIn(band, cell) ? bandBonus : 0);
    }

    /**
     * Returns the mode that a cell belongs to.
     *
     * @param cell a cell of the grid
     * @return its orthant, a bit set in each dimension whose upper half it lies in; empty outside the band
     */
    public Optional<BitSet> mode(Cell cell) {
        if (!allIn(band, cell)) {
            return Optional.empty();
        }
        BitSet orthant = new BitSet(cell.dimensions());
        for (int dimension = 0; dimension < cell.dimensions(); dimension++) {
            orthant.set(dimension, 2L * cell.coordinate(dimension) > outer.length - 1);
        }
        return Optional.of(orthant);
    }

    /**
     * Tells whether a coordinate lies in the band of high reward.
     *
     * @param x a coordinate
     * @return true inside the band of {@link #corners}
     */
    public boolean inBand(int x) {
        return band[x];
    }

    private static boolean allIn(boolean[] region, Cell cell) {
        for (int dimension = 0; dimension < cell.dimensions(); dimension++) {
            if (!region[cell.coordinate(dimension)]) {
                return false;
            }
        }
        return true;
    }
}
