package org.gfn4j.model;

import java.util.List;
import java.util.Map;
import org.gfn4j.network.Adam;

/** Parameters in Java arrays, moved by Adam. */
final class AdamParameters implements Parameters {
    private final List<AdamGroup> groups;
    private long steps;

    AdamParameters(List<AdamGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    @Override
    public List<ParameterGroup> groups() {
        return List.copyOf(groups);
    }

    @Override
    public double gradientNorm() {
        return Math.sqrt(
                groups.stream().mapToDouble(AdamGroup::squaredGradientNorm).sum());
    }

    @Override
    public void step(Map<String, StepSettings> settings, double gradientScale) {
        steps++;
        for (AdamGroup group : groups) {
            StepSettings own = StepSettings.of(settings, group.name());
            group.step(new Adam(steps, own.learningRate(), own.weightDecay()), gradientScale);
        }
    }
}
