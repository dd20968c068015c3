package org.gfn4j.model;

import org.gfn4j.network.Adam;

/**
 * The log-partition parameter, log Z, a group of one number in double precision.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class LogPartition implements ParameterGroup {
    private final double[] value = new double[1];
    private final double[] gradient = new double[1];
    private final double[] first = new double[1];
    private final double[] second = new double[1];

    LogPartition() {}

    double value() {
        return value[0];
    }

    void addGradient(double derivative) {
        gradient[0] += derivative;
    }

    /**
     * Moves the value by one step of Adam and sets its gradient to zero.
     *
     * @param step the number of the step, from 1
     * @param settings the rate and decay
     */
    public void step(long step, StepSettings settings) {
        new Adam(step, settings.learningRate(), settings.weightDecay()).move(value, gradient, first, second, 1, 1);
    }

    @Override
    public String name() {
        return Parameters.LOG_Z;
    }

    @Override
    public long size() {
        return 1;
    }

    @Override
    public double value(long index) {
        return value[(int) index];
    }

    @Override
    public void setValue(long index, double newValue) {
        value[(int) index] = newValue;
    }

    @Override
    public double gradient(long index) {
        return gradient[(int) index];
    }
}
