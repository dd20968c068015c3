package org.gfn4j.torch;

import static org.gfn4j.torch.NativeTensor.made;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Ragged groups of rows, packed one after the other: group g is the rows from {@code offsets[g]} to
 * {@code offsets[g + 1]}, which may be none.
 *
 * <p>The operations take values [rows] or [rows, width] and work on each column by itself. What they need natively
 * belongs to the scope in which the segments were made.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Segments {
    private static final int SUM = 0;

    private final int[] offsets;
    private final NativeTensor starts;
    private final NativeTensor everyRow;
    private final NativeTensor groupOfRow;

    /**
     * Makes groups.
     *
     * @param offsets number of rows before each group, and in all, [groups + 1]; not copied
     * @throws IllegalArgumentException if they do not start at 0 or decrease
     * @throws IllegalStateException if no scope is open
     */
    public Segments(int... offsets) {
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("offsets must start at 0, but are " + Arrays.toString(offsets));
        }
        int[] groups = new int[offsets[offsets.length - 1]];
        long[] rows = new long[groups.length];
        for (int group = 0; group + 1 < offsets.length; group++) {
            if (offsets[group + 1] < offsets[group] || offsets[group + 1] > groups.length) {
                throw new IllegalArgumentException("offsets must not decrease, but are " + Arrays.toString(offsets));
            }
            Arrays.fill(groups, offsets[group], offsets[group + 1], group);
        }
        Arrays.setAll(rows, row -> row);
        this.offsets = offsets;
        starts = NativeTensor.indices(Arrays.copyOf(offsets, offsets.length - 1));
        everyRow = NativeTensor.indices(rows);
        groupOfRow = NativeTensor.indices(groups);
    }

    /**
     * Returns the number of groups.
     *
     * @return how many there are
     */
    public int groups() {
        return offsets.length - 1;
    }

    /**
     * Returns the number of rows.
     *
     * @return of all groups together
     */
    public int rows() {
        return offsets[offsets.length - 1];
    }

    /**
     * Adds the rows of each group.
     *
     * @param values the values, [rows] or [rows, width]
     * @return the sums, [groups] or [groups, width]; 0 for an empty group
     */
    public NativeTensor sum(NativeTensor values) {
        return sumOf(values, everyRow);
    }

    /**
     * Adds rows that each group picks: row i of group g stands for the row {@code indices[i]} of the values.
     *
     * @param values the values, [n] or [n, width]
     * @param indices which rows are added, [rows]
     * @return the sums, [groups] or [groups, width]; 0 for an empty group
     */
    public NativeTensor sumOf(NativeTensor values, NativeTensor indices) {
        return sumOf(values, indices, new TensorOptional());
    }

    /**
     * Adds multiples of rows that each group picks: row i of group g stands for {@code weights[i]} times the row
     * {@code indices[i]} of the values.
     *
     * @param values the values, [n] or [n, width]
     * @param indices which rows are added, [rows]
     * @param weights the factors, [rows]
     * @return the sums, [groups] or [groups, width]; 0 for an empty group
     */
    public NativeTensor sumOf(NativeTensor values, NativeTensor indices, NativeTensor weights) {
        return sumOf(values, indices, new TensorOptional(weights.pointer()));
    }

    private NativeTensor sumOf(NativeTensor values, NativeTensor indices, TensorOptional weights) {
        Tensor tensor = values.pointer();
        boolean flat = tensor.dim() == 1;
        long width = flat ? 1 : tensor.size(1);
        if (rows() == 0) {
            return flat
                    ? NativeTensor.zeros(values.precision(), groups())
                    : NativeTensor.zeros(values.precision(), groups(), width);
        }
        Tensor sums = torch.embedding_bag(
                        flat ? tensor.reshape(-1, 1) : tensor,
                        indices.pointer(),
                        starts.pointer(),
                        false,
                        SUM,
                        false,
                        weights,
                        false)
                .get0();
        return made(flat ? sums.reshape(-1) : sums);
    }

    /**
     * Averages the rows of each group.
     *
     * @param values the values, [rows] or [rows, width]
     * @return the means, [groups] or [groups, width]; 0 for an empty group
     */
    public NativeTensor mean(NativeTensor values) {
        NativeTensor sums = sum(values);
        return sums.times(inverseCounts(values.precision(), sums.pointer().dim()));
    }

    /** Returns 1 / max(rows, 1) of each group, [groups] or [groups, 1]. */
    NativeTensor inverseCounts(Precision precision, long dimensions) {
        double[] inverse = new double[groups()];
        for (int group = 0; group < inverse.length; group++) {
            inverse[group] = 1.0 / Math.max(offsets[group + 1] - offsets[group], 1);
        }
        return dimensions == 1
                ? NativeTensor.of(precision, inverse, inverse.length)
                : NativeTensor.of(precision, inverse, inverse.length, 1);
    }

    /**
     * Gives each row what belongs to its group.
     *
     * @param perGroup a value for each group, [groups] or [groups, width]
     * @return the value of the group of each row, [rows] or [rows, width]
     */
    public NativeTensor repeat(NativeTensor perGroup) {
        return perGroup.rows(groupOfRow);
    }

    /**
     * Makes the rows of each group add up to 1: exp(x) / Σ exp(x), shifted by the maximum so that nothing overflows.
     *
     * @param values the values, [rows] or [rows, width]
     * @return the shares, of the same shape
     */
    public NativeTensor softmax(NativeTensor values) {
        NativeTensor weights = values.minus(repeat(maxima(values))).exp();
        return weights.dividedBy(repeat(sum(weights)));
    }

    /**
     * Computes log Σ exp(x) of each group, shifted by the maximum so that nothing overflows.
     *
     * @param values the values, [rows] or [rows, width]
     * @return the logs, [groups] or [groups, width]; −∞ for an empty group
     */
    public NativeTensor logSumExp(NativeTensor values) {
        NativeTensor maxima = maxima(values);
        return sum(values.minus(repeat(maxima)).exp()).log().plus(maxima);
    }

    /** Returns the maximum of each group as a constant, finite also where it is infinite or the group is empty. */
    private NativeTensor maxima(NativeTensor values) {
        Tensor tensor = values.pointer().detach();
        boolean flat = tensor.dim() == 1;
        NativeTensor start = flat
                ? NativeTensor.zeros(values.precision(), groups())
                : NativeTensor.zeros(values.precision(), groups(), tensor.size(1));
        Tensor index = groupOfRow.pointer();
        Tensor target = flat ? index : index.reshape(-1, 1).expand(tensor.size(0), tensor.size(1));
        Tensor maxima = torch.scatter_reduce(start.pointer(), 0, target, tensor, "amax", false);
        return made(maxima.clamp(
                new ScalarOptional(new Scalar(-Float.MAX_VALUE)), new ScalarOptional(new Scalar(Float.MAX_VALUE))));
    }
}
