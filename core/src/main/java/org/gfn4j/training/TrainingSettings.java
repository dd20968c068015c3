package org.gfn4j.training;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.StepSettings;
import org.gfn4j.text.Checks;

/**
 * How a run learns.
 *
 * <p>Thread-safety: immutable.
 *
 * @param iterations how many steps a run takes, at least 1; the schedule ends there
 * @param learningRate Adam's rate for everything but log Z, positive
 * @param logZLearningRate Adam's rate for log Z, positive
 * @param schedule how both rates change over the run
 * @param weightDecay decoupled weight decay for everything but log Z, at least 0
 * @param clip the largest norm of the gradients of everything but log Z, positive; empty for no limit
 * @param logZ the start value of log Z; empty to estimate it from the first batch where it is 0, as in a new model
 */
public record TrainingSettings(
        long iterations,
        double learningRate,
        double logZLearningRate,
        RateSchedule schedule,
        double weightDecay,
        OptionalDouble clip,
        OptionalDouble logZ) {

    /**
     * Makes settings.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public TrainingSettings {
        Checks.requireAtLeast("iterations", iterations, 1);
        Checks.requirePositive("learningRate", learningRate);
        Checks.requirePositive("logZLearningRate", logZLearningRate);
        Checks.requireAtLeastZero("weightDecay", weightDecay);
        clip.ifPresent(norm -> Checks.requirePositive("clip", norm));
        if (logZ.isPresent() && !Double.isFinite(logZ.getAsDouble())) {
            throw new IllegalArgumentException("logZ must be finite, but is " + logZ.getAsDouble());
        }
    }

    /**
     * Makes settings that train the hypergrid well, those of the command line: rate .002, .1 for log Z, cosine schedule, no decay, no clipping.
     *
     * @param iterations how many steps a run takes
     * @return the settings
     */
    public static TrainingSettings of(long iterations) {
        return new TrainingSettings(
                iterations, 2e-3, 1e-1, RateSchedule.COSINE, 0, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * Returns these settings with another rate for everything but log Z.
     *
     * @param newLearningRate the rate, positive
     * @return new settings
     */
    public TrainingSettings withLearningRate(double newLearningRate) {
        return new TrainingSettings(iterations, newLearningRate, logZLearningRate, schedule, weightDecay, clip, logZ);
    }

    /**
     * Returns these settings with another rate for log Z.
     *
     * @param newLogZLearningRate the rate, positive
     * @return new settings
     */
    public TrainingSettings withLogZLearningRate(double newLogZLearningRate) {
        return new TrainingSettings(iterations, learningRate, newLogZLearningRate, schedule, weightDecay, clip, logZ);
    }

    /**
     * Returns these settings with another schedule.
     *
     * @param newSchedule how both rates change over the run
     * @return new settings
     */
    public TrainingSettings withSchedule(RateSchedule newSchedule) {
        return new TrainingSettings(iterations, learningRate, logZLearningRate, newSchedule, weightDecay, clip, logZ);
    }

    /**
     * Returns these settings with another weight decay.
     *
     * @param newWeightDecay the decay, at least 0
     * @return new settings
     */
    public TrainingSettings withWeightDecay(double newWeightDecay) {
        return new TrainingSettings(iterations, learningRate, logZLearningRate, schedule, newWeightDecay, clip, logZ);
    }

    /**
     * Returns these settings with a limit on the norm of the gradients.
     *
     * @param norm the largest norm, positive
     * @return new settings
     */
    public TrainingSettings withClip(double norm) {
        return new TrainingSettings(
                iterations, learningRate, logZLearningRate, schedule, weightDecay, OptionalDouble.of(norm), logZ);
    }

    /**
     * Returns these settings with a start value for log Z.
     *
     * @param start the start value, finite
     * @return new settings
     */
    public TrainingSettings withLogZ(double start) {
        return new TrainingSettings(
                iterations, learningRate, logZLearningRate, schedule, weightDecay, clip, OptionalDouble.of(start));
    }

    /**
     * Moves parameters by a step, at the rates that the schedule has for an iteration and with clipped gradients.
     *
     * @param parameters what is moved; its gradients are set to zero
     * @param iteration the iteration, from 0; those after the last of the schedule are like that
     */
    public void step(Parameters parameters, long iteration) {
        double factor = schedule.factor(Math.min(iteration, iterations - 1), iterations);
        StepSettings network = new StepSettings(factor * learningRate, weightDecay);
        Map<String, StepSettings> rates = new HashMap<>();
        for (ParameterGroup group : parameters.groups()) {
            rates.put(group.name(), network);
        }
        rates.put(Parameters.LOG_Z, new StepSettings(factor * logZLearningRate, 0));
        parameters.step(rates, gradientScale(parameters));
    }

    private double gradientScale(Parameters parameters) {
        if (clip.isEmpty()) {
            return 1;
        }
        double norm = parameters.gradientNorm();
        double limit = clip.getAsDouble();
        return norm > limit ? limit / norm : 1;
    }
}
