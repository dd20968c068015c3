package org.gfn4j.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * An affine map x·Wᵀ + b of as many rows as before, again and again.
 *
 * <p>OpenBLAS copies a weight into the order of its kernels before it multiplies, which for a few rows takes several times
 * as long as the product. Up to {@value #SMALL} multiply-adds it goes without, if the weight lies in memory transposed. So
 * where rows are few, they are multiplied a block at a time.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Affine {
    private static final long SMALL = 1_000_000;
    private static final int MOST_BLOCKS = 4;

    private final Tensor transposed;
    private final Tensor bias;
    private final long block;

    /**
     * Prepares a map, in the scope of the caller.
     *
     * @param weight W, [outputs, inputs]
     * @param bias b, [outputs]
     * @param rows how many rows will be mapped at once
     */
    Affine(Tensor weight, Tensor bias, long rows) {
        long few = SMALL / (weight.size(0) * weight.size(1));
        boolean small = rows <= MOST_BLOCKS * few;
        transposed = small ? weight.t().contiguous() : weight.t();
        this.bias = bias;
        block = small ? few : rows;
    }

    /** Fills values [rows, outputs] with x·Wᵀ + b for inputs x [rows, inputs]. */
    void fill(Tensor inputs, Tensor values) {
        long rows = inputs.size(0);
        for (long row = 0; row < rows; row += block) {
            torch.addmm_out(part(values, row), bias, part(inputs, row), transposed);
        }
    }

    /** Adds x·Wᵀ to values, without b. */
    void addProduct(Tensor inputs, Tensor values) {
        long rows = inputs.size(0);
        for (long row = 0; row < rows; row += block) {
            part(values, row).addmm_(part(inputs, row), transposed);
        }
    }

    private Tensor part(Tensor rows, long first) {
        long size = rows.size(0);
        return size <= block ? rows : rows.narrow(0, first, Math.min(block, size - first));
    }
}
