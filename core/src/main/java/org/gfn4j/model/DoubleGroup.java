package org.gfn4j.model;

import java.util.Arrays;
import org.gfn4j.network.Adam;

/** A growing group of parameters in double precision, with gradients and Adam's moments. */
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
