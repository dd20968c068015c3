package org.gfn4j.app.molecules;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values of options that belong together. */
enum Profile {
    /** The defaults. */
    NONE,
    /** Those of Bengio et al. 2021, appendix A.3 and table A.1, where flow matching is trained, but for its ε. */
    PAPER,
    /** Those of the code of the paper, which differ, at the commit 3ba65d2 of GFNOrg/gflownet. */
    CODE2021;

    /**
     * Returns values that suit a method other than a flow network, as they are written, by the name of the option.
     *
     * @param method the name of the method
     * @param predictsDocking whether the reward is on the scale of docking that the paper's methods were tuned for
     */
    Map<String, String> implied(String method, boolean predictsDocking) {
        Map<String, String> values = new LinkedHashMap<>();
        switch (method) {
            case "ppo" -> {
                values.put("batch", "16");
                values.put("learning-rate", this == CODE2021 ? "0.00025" : "0.0001");
                values.put("entropy", this == CODE2021 ? "0.0001" : "0.000001");
            }
            case "mars" -> {
                values.put("batch", "500");
                values.put("learning-rate", "0.00025");
                values.put("imitation-steps", "25");
                values.put("imitation-batch", "32");
                values.put("visits", this == CODE2021 ? "accepted" : "all");
            }
            case "mcmc" -> {
                values.put("batch", "100");
                values.put("visits", this == CODE2021 ? "accepted" : "all");
            }
            default -> {}
        }
        Map<String, String> scale = this != NONE || predictsDocking ? scale(method) : Map.of();
        values.putAll(scale);
        if (this == NONE && !scale.isEmpty()) {
            values.put("reward-floor", "0.1");
        }
        return values;
    }

    /** Returns how sharply a method prefers good objects: the default is for flow networks, which keep their variety, and for random building. */
    private static Map<String, String> scale(String method) {
        return switch (method) {
            case "reinforce", "a2c", "ppo", "sac" -> Map.of("reward-exponent", "4", "reward-norm", "10");
            case "mars" -> Map.of("reward-exponent", "4", "reward-norm", "1");
            case "mcmc" -> Map.of("reward-exponent", "10", "reward-norm", "8");
            default -> Map.of();
        };
    }

    /** Returns values as they are written, by the name of the option. */
    Map<String, String> implied() {
        Map<String, String> values = new LinkedHashMap<>();
        if (this == NONE) {
            return values;
        }
        values.put("min-blocks", "2");
        values.put("max-blocks", "8");
        values.put("reward", "seh");
        values.put("reward-exponent", "10");
        values.put("reward-norm", "8");
        values.put("reward-floor", this == PAPER ? "0.01" : "0.1");
        values.put("thresholds", "7,7.5,8");
        values.put("width", "256");
        values.put("steps", "10");
        values.put("precision", this == PAPER ? "32" : "64");
        values.put("objective", "fm");
        values.put("loss", "squared");
        // (0.1 / 8)⁴ as in the code; with the .000025 of table A.1 a run did not get beyond two or three blocks
        values.put("fm-epsilon", "2.44140625e-8");
        values.put("leaf-coefficient", "10");
        values.put("budget", "1000000");
        values.put("batch", "4");
        values.put("learning-rate", "0.0005");
        values.put("schedule", "constant");
        values.put("weight-decay", "0");
        values.put("epsilon", "0.05");
        values.put("replay", "none");
        return values;
    }
}
