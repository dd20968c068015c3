package org.gfn4j.torch;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.gfn4j.model.AdamGroup;
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
final class Weight implements AdamGroup, AutoCloseable {
    private final String name;
    private final NativeTensor value;
    private final NativeTensor gradient;
    private final NativeTensor first;
    private final NativeTensor second;
    private final Precision precision;

    Weight(String name, NativeTensor value) {
        this.name = name;
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

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return value.pointer().numel();
    }

    @Override
    public double value(long index) {
        return number(value, index);
    }

    @Override
    public double gradient(long index) {
        return number(gradient, index);
    }

    private double number(NativeTensor tensor, long index) {
        return precision == Precision.SINGLE
                ? tensor.pointer().data_ptr_float().get(index)
                : tensor.pointer().data_ptr_double().get(index);
    }

    @Override
    public void setValue(long index, double number) {
        if (precision == Precision.SINGLE) {
            value.pointer().data_ptr_float().put(index, (float) number);
        } else {
            value.pointer().data_ptr_double().put(index, number);
        }
    }

    @Override
    public double squaredGradientNorm() {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            NativeTensor flat = gradient.reshape(-1);
            return NativeTensor.made(torch.dot(flat.pointer(), flat.pointer())).doubles()[0];
        }
    }

    /**
     * Moves the values where they are and sets the gradient to zero: bit for bit what core's kernels do, as each operation
     * rounds its result.
     */
    @Override
    public void step(Adam adam, double gradientScale) {
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

    @Override
    public Map<String, Tensor> copy(Quantity quantity) {
        NativeTensor tensor = tensor(quantity);
        return Map.of(
                name,
                precision == Precision.SINGLE
                        ? Tensor.of(tensor.floats(), tensor.shape())
                        : Tensor.of(tensor.doubles(), tensor.shape()));
    }

    @Override
    public void set(Quantity quantity, Map<String, Tensor> tensors) {
        org.bytedeco.pytorch.Tensor target = tensor(quantity).pointer();
        if (tensors.get(name) instanceof FloatTensor single) {
            target.data_ptr_float().put(single.values());
        } else if (tensors.get(name) instanceof DoubleTensor exact) {
            target.data_ptr_double().put(exact.values());
        }
    }

    @Override
    public void clearGradients() {
        try (PointerScope scope = new PointerScope()) {
            gradient.pointer().zero_();
        }
    }

    @Override
    public boolean isLike(AdamGroup other) {
        return other instanceof Weight that
                && name.equals(that.name)
                && precision == that.precision
                && Arrays.equals(value.shape(), that.value.shape());
    }

    @Override
    public void approach(AdamGroup other, double share) {
        org.bytedeco.pytorch.Tensor target = ((Weight) other).value.pointer();
        try (NativeScope scope = NativeScope.withoutGradient()) {
            if (share == 1) {
                value.pointer().copy_(target);
            } else {
                value.pointer().lerp_(target, new Scalar(share));
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
