package org.gfn4j.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.storage.Tensor;

/**
 * The parameters of an engine, and log Z, whose gradient is neither clipped nor part of the norm.
 *
 * <p>Thread-safety: confined to one thread.
 */
record ModelParameters(Parameters network, AdamParameters logZ) implements Parameters {

    @Override
    public List<ParameterGroup> groups() {
        List<ParameterGroup> groups = new ArrayList<>(network.groups());
        groups.addAll(logZ.groups());
        return groups;
    }

    @Override
    public double gradientNorm() {
        return network.gradientNorm();
    }

    @Override
    public void step(Map<String, StepSettings> settings, double gradientScale) {
        network.step(settings, gradientScale);
        logZ.step(settings, 1);
    }

    @Override
    public Map<String, Tensor> values() {
        return joined(network.values(), logZ.values());
    }

    @Override
    public Map<String, Tensor> optimiserState() {
        return joined(network.optimiserState(), logZ.optimiserState());
    }

    private static Map<String, Tensor> joined(Map<String, Tensor> network, Map<String, Tensor> logZ) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(network);
        tensors.putAll(logZ);
        return tensors;
    }

    @Override
    public void restore(Map<String, Tensor> values) {
        Set<String> own = logZ.values().keySet();
        Map<String, Tensor> ofLogZ = part(values, own, true);
        logZ.requireValues(ofLogZ);
        network.restore(part(values, own, false));
        logZ.restore(ofLogZ);
    }

    @Override
    public void restoreOptimiser(Map<String, Tensor> state) {
        Set<String> own = logZ.optimiserState().keySet();
        Map<String, Tensor> ofLogZ = part(state, own, true);
        logZ.requireOptimiserState(ofLogZ);
        network.restoreOptimiser(part(state, own, false));
        logZ.restoreOptimiser(ofLogZ);
    }

    private static Map<String, Tensor> part(Map<String, Tensor> tensors, Set<String> names, boolean within) {
        Map<String, Tensor> part = new LinkedHashMap<>(tensors);
        part.keySet().removeIf(name -> names.contains(name) != within);
        return part;
    }

    @Override
    public void approach(Parameters other, double share) {
        if (!(other instanceof ModelParameters that)) {
            throw new IllegalArgumentException(
                    "the parameters of a discrete model can only approach those of another, but these are of "
                            + other.getClass().getName());
        }
        AdamParameters.requireShare(share);
        network.approach(that.network, share);
        logZ.approach(that.logZ, share);
    }
}
