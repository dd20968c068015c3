package org.gfn4j.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;

/**
 * A tensor that is learned, its gradient, which backward passes add to in place, and Adam's moments.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Weight implements AutoCloseable {
    private final NativeTensor value;
    private final NativeTensor gradient;
    private final NativeTensor first;
    private final NativeTensor second;
    private final Precision precision;

    Weight(NativeTensor value) {
        this.value = value;
        precision = value.precision();
        try (NativeScope scope = NativeScope.open()) {
            gradient = scope.keep(NativeTensor.zeros(precision, value.shape()));
            first = scope.keep(NativeTensor.zeros(precision, value.shape()));
            second = scope.keep(NativeTensor.zeros(precision, value.shape()));
            value.requireGradient();
            value.pointer().mutable_grad().put(gradient.pointer());
        }
    }

    long size() {
        return value.pointer().numel();
    }

    double value(long index) {
        return number(value, index);
    }

    double gradient(long index) {
        return number(gradient, index);
    }

    private double number(NativeTensor tensor, long index) {
        return precision == Precision.SINGLE
                ? tensor.pointer().data_ptr_float().get(index)
                : tensor.pointer().data_ptr_double().get(index);
    }

    void setValue(long index, double number) {
        if (precision == Precision.SINGLE) {
            value.pointer().data_ptr_float().put(index, (float) number);
        } else {
            value.pointer().data_ptr_double().put(index, number);
        }
    }

    double squaredGradientNorm() {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            NativeTensor flat = gradient.reshape(-1);
            return NativeTensor.made(torch.dot(flat.pointer(), flat.pointer())).doubles()[0];
        }
    }

    /**
     * Moves the values where they are and sets the gradient to zero: bit for bit what core's kernels do, as each operation
     * rounds its result.
     */
    void step(Adam adam, double gradientScale) {
        double beta1 = rounded(Adam.BETA1);
        double beta2 = rounded(Adam.BETA2);
        try (NativeScope scope = NativeScope.withoutGradient()) {
            org.bytedeco.pytorch.Tensor slopes = gradient.pointer().mul_(scalar(gradientScale));
            first.pointer().mul_(scalar(beta1)).add_(slopes.mul(scalar(1 - beta1)));
            second.pointer()
                    .mul_(scalar(beta2))
                    .add_(slopes.mul(scalar(1 - beta2)).mul_(slopes));
            org.bytedeco.pytorch.Tensor roots =
                    second.pointer().sqrt().mul_(scalar(adam.rootCorrection())).add_(scalar(Adam.EPSILON));
            value.pointer().mul_(scalar(adam.keep())).addcdiv_(first.pointer(), roots, scalar(-adam.rate()));
            slopes.zero_();
        }
    }

    private Scalar scalar(double number) {
        return new Scalar(rounded(number));
    }

    private double rounded(double number) {
        return precision == Precision.SINGLE ? (float) number : number;
    }

    private NativeTensor tensor(Quantity quantity) {
        return switch (quantity) {
            case VALUE -> value;
            case FIRST_MOMENT -> first;
            case SECOND_MOMENT -> second;
        };
    }

    /** Returns a copy of the values or of a moment. */
    Tensor copy(Quantity quantity) {
        NativeTensor tensor = tensor(quantity);
        return precision == Precision.SINGLE
                ? Tensor.of(tensor.floats(), tensor.shape())
                : Tensor.of(tensor.doubles(), tensor.shape());
    }

    /** Replaces the values or a moment by copies of others of the same form. */
    void set(Quantity quantity, Tensor tensor) {
        org.bytedeco.pytorch.Tensor target = tensor(quantity).pointer();
        if (tensor instanceof FloatTensor single) {
            target.data_ptr_float().put(single.values());
        } else if (tensor instanceof DoubleTensor exact) {
            target.data_ptr_double().put(exact.values());
        }
    }

    void clearGradient() {
        try (PointerScope scope = new PointerScope()) {
            gradient.pointer().zero_();
        }
    }

    boolean hasFormOf(Weight other) {
        return copy(Quantity.VALUE).hasFormOf(other.copy(Quantity.VALUE));
    }

    /** Moves the values a share of the way to others; 1 copies bit for bit. */
    void approach(Weight other, double share) {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            if (share == 1) {
                value.pointer().copy_(other.value.pointer());
            } else {
                value.pointer().lerp_(other.value.pointer(), new Scalar(share));
            }
        }
    }

    @Override
    public void close() {
        value.close();
        gradient.close();
        first.close();
        second.close();
    }
}
