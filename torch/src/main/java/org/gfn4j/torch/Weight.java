package org.gfn4j.torch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.gfn4j.network.Adam;
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
    private final Precision precision;
    private final long[] shape;
    private final int size;
    private final Numbers first;
    private final Numbers second;

    Weight(NativeTensor value) {
        this.value = value;
        precision = value.precision();
        shape = value.shape();
        size = Math.toIntExact(value.pointer().numel());
        try (NativeScope scope = NativeScope.open()) {
            gradient = scope.keep(NativeTensor.zeros(precision, shape));
            value.requireGradient();
            value.pointer().mutable_grad().put(gradient.pointer());
        }
        first = Numbers.zeros(precision, size);
        second = Numbers.zeros(precision, size);
    }

    long size() {
        return size;
    }

    Numbers first() {
        return first;
    }

    Numbers second() {
        return second;
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

    /** Moves the values and sets the gradient to zero. */
    void step(Adam adam, double gradientScale) {
        if (first instanceof Numbers.Singles ofFirst && second instanceof Numbers.Singles ofSecond) {
            FloatPointer values = value.pointer().data_ptr_float();
            FloatPointer gradients = gradient.pointer().data_ptr_float();
            for (int chunk = 0; chunk < ofFirst.chunks().length; chunk++) {
                float[] moment = ofFirst.chunks()[chunk];
                float[] numbers = new float[moment.length];
                float[] slopes = new float[moment.length];
                long start = (long) chunk * Numbers.CHUNK;
                values.position(start).get(numbers);
                gradients.position(start).get(slopes);
                adam.move(numbers, slopes, moment, ofSecond.chunks()[chunk], gradientScale);
                values.put(numbers);
                gradients.put(slopes);
            }
        } else if (first instanceof Numbers.Doubles ofFirst && second instanceof Numbers.Doubles ofSecond) {
            DoublePointer values = value.pointer().data_ptr_double();
            DoublePointer gradients = gradient.pointer().data_ptr_double();
            for (int chunk = 0; chunk < ofFirst.chunks().length; chunk++) {
                double[] moment = ofFirst.chunks()[chunk];
                double[] numbers = new double[moment.length];
                double[] slopes = new double[moment.length];
                long start = (long) chunk * Numbers.CHUNK;
                values.position(start).get(numbers);
                gradients.position(start).get(slopes);
                adam.move(numbers, slopes, moment, ofSecond.chunks()[chunk], moment.length, gradientScale);
                values.put(numbers);
                gradients.put(slopes);
            }
        }
    }

    /** Returns a copy of the values. */
    Tensor copy() {
        return precision == Precision.SINGLE ? Tensor.of(value.floats(), shape) : Tensor.of(value.doubles(), shape);
    }

    /** Returns a copy of a moment. */
    Tensor copy(Numbers moment) {
        return moment.copy(shape);
    }

    /** Replaces the values by copies of others of the same form. */
    void set(Tensor tensor) {
        if (tensor instanceof FloatTensor single) {
            value.pointer().data_ptr_float().put(single.values());
        } else if (tensor instanceof DoubleTensor exact) {
            value.pointer().data_ptr_double().put(exact.values());
        }
    }

    void clearGradient() {
        try (PointerScope scope = new PointerScope()) {
            gradient.pointer().zero_();
        }
    }

    boolean hasFormOf(Weight other) {
        return copy().hasFormOf(other.copy());
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
    }
}
