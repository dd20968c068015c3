package org.gfn4j.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.Tensor;

/**
 * A growing group of parameters in double precision, with gradients and Adam's moments.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class DoubleGroup implements AdamGroup {
    private final String name;
    private double[] values = new double[64];
    private double[] gradients = new double[64];
    private double[] first = new double[64];
    private double[] second = new double[64];
    private int size;

    DoubleGroup(String name) {
        this.name = name;
    }

    /** Adds parameters of value 0 and returns the index of the first. */
    int grow(int count) {
        int start = size;
        size += count;
        if (size > values.length) {
            int capacity = Math.max(size, 2 * values.length);
            values = Arrays.copyOf(values, capacity);
            gradients = Arrays.copyOf(gradients, capacity);
            first = Arrays.copyOf(first, capacity);
            second = Arrays.copyOf(second, capacity);
        }
        return start;
    }

    void read(int from, double[] target, int targetFrom, int targetEnd) {
        System.arraycopy(values, from, target, targetFrom, targetEnd - targetFrom);
    }

    void addGradient(int index, double derivative) {
        gradients[index] += derivative;
    }

    void addGradients(int to, double[] source, int from, int end) {
        for (int i = from; i < end; i++) {
            gradients[to + i - from] += source[i];
        }
    }

    /** Moves some values a share of the way to those of another group; 1 copies bit for bit. */
    void approach(int at, DoubleGroup other, int otherAt, int count, double share) {
        for (int i = 0; i < count; i++) {
            values[at + i] = between(values[at + i], other.values[otherAt + i], share);
        }
    }

    /** Moves some values a share of the way to 0. */
    void approachZero(int at, int count, double share) {
        for (int i = at; i < at + count; i++) {
            values[i] = between(values[i], 0, share);
        }
    }

    private static double between(double value, double target, double share) {
        return share == 1 ? target : Math.fma(share, target - value, value);
    }

    private double[] array(Quantity quantity) {
        return switch (quantity) {
            case VALUE -> values;
            case FIRST_MOMENT -> first;
            case SECOND_MOMENT -> second;
        };
    }

    @Override
    public Map<String, Tensor> copy(Quantity quantity) {
        return Map.of(name, Tensor.of(Arrays.copyOf(array(quantity), size), size));
    }

    @Override
    public void set(Quantity quantity, Map<String, Tensor> tensors) {
        DoubleTensor tensor = (DoubleTensor) Objects.requireNonNull(tensors.get(name));
        System.arraycopy(tensor.values(), 0, array(quantity), 0, size);
    }

    @Override
    public void clearGradients() {
        Arrays.fill(gradients, 0, size, 0);
    }

    @Override
    public boolean isLike(AdamGroup other) {
        return other instanceof DoubleGroup that && name.equals(that.name) && size == that.size;
    }

    @Override
    public void approach(AdamGroup other, double share) {
        approach(0, (DoubleGroup) other, 0, size, share);
    }

    @Override
    public void step(Adam adam, double gradientScale) {
        adam.move(values, gradients, first, second, size, gradientScale);
    }

    @Override
    public double squaredGradientNorm() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum = Math.fma(gradients[i], gradients[i], sum);
        }
        return sum;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public double value(long index) {
        return values[(int) index];
    }

    @Override
    public void setValue(long index, double value) {
        values[(int) index] = value;
    }

    @Override
    public double gradient(long index) {
        return gradients[(int) index];
    }
}
