package org.gfn4j.onnx;

import java.util.Arrays;
import java.util.List;
import org.gfn4j.rewards.RewardSourceException;

/** Tries a model with one object and with three, which shows whether it gives each of them a number of its own. */
final class Trial {
    private static final int MANY = 3;

    /** What rounding may make of the same number in another batch, as a share of the largest. */
    private static final double ROUNDING = 1e-3;

    private static final double SMALLEST = 1e-5;

    private Trial() {}

    /**
     * Tries the model with the samples of its inputs.
     *
     * @throws RewardSourceException if it gives more or fewer numbers than objects, or an object another number beside others
     */
    static <S> void run(OnnxModel model, OnnxInputs<S> inputs) {
        List<S> samples = inputs.samples();
        if (samples.isEmpty()) {
            return;
        }
        S first = samples.get(0);
        S last = samples.get(samples.size() - 1);
        ModelOutput alone = output(model, inputs, List.of(first));
        ModelOutput many = output(model, inputs, List.of(first, last, first));
        String gives = "but gives " + alone + " for one and " + many + " for three";
        if (!alone.isNumberForEach(1) || !many.isNumberForEach(MANY)) {
            throw new RewardSourceException("'" + model.name() + "' must give each of n " + inputs.noun()
                    + " a number, as float32[n], float32[n, 1], float64[n] or float64[n, 1], " + gives);
        }
        double number = alone.numbers()[0];
        double beside = many.numbers()[0];
        if (!isNear(number, beside, many.numbers())) {
            throw new RewardSourceException("'" + model.name() + "' must give each of " + inputs.noun()
                    + " a number that does not depend on the others, " + gives + ", where the first is " + number
                    + " alone and " + beside + " beside the others: export it for evaluation, without"
                    + " normalisation over the batch and without random numbers");
        }
    }

    private static <S> ModelOutput output(OnnxModel model, OnnxInputs<S> inputs, List<S> objects) {
        return model.output(inputs.encode(objects), model.names(inputs.tensors()), new TensorMemory());
    }

    private static boolean isNear(double a, double b, double[] numbers) {
        double largest = Arrays.stream(numbers)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return Double.compare(a, b) == 0 || Math.abs(a - b) <= SMALLEST + ROUNDING * largest;
    }
}
