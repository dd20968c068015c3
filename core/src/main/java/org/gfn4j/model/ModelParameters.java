package org.gfn4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parameters of an engine, and log Z, whose gradient is neither clipped nor part of the norm. */
final class ModelParameters implements Parameters {
    private final Parameters network;
    private final DoubleGroup logZ;
    private final Parameters logZAlone;

    ModelParameters(Parameters network, DoubleGroup logZ) {
        this.network = network;
        this.logZ = logZ;
        this.logZAlone = new AdamParameters(List.of(logZ));
    }

    @Override
    public List<ParameterGroup> groups() {
        List<ParameterGroup> groups = new ArrayList<>(network.groups());
        groups.add(logZ);
        return groups;
    }

    @Override
    public double gradientNorm() {
        return network.gradientNorm();
    }

    @Override
    public void step(Map<String, StepSettings> settings, double gradientScale) {
        network.step(settings, gradientScale);
        logZAlone.step(settings, 1);
    }
}
