package org.gfn4j.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.gfn4j.model.AdamGroup;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.Tensor;

/**
 * Some weights as one flat group, each called {@code GROUP.WEIGHT}.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param name the name of the group
 * @param weights the weights by their names
 */
record WeightGroup(String name, Map<String, Weight> weights) implements AdamGroup {

    /** Takes over the weights of a layer. */
    static WeightGroup of(String name, Layer layer) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        layer.weights().forEach((weight, tensor) -> weights.put(name + "." + weight, new Weight(tensor)));
        return new WeightGroup(name, weights);
    }

    /** A place in one of the weights. */
    private record Place(Weight weight, long index) {}

    private Place place(long index) {
        long left = index;
        for (Weight weight : weights.values()) {
            if (left < weight.size()) {
                return new Place(weight, left);
            }
            left -= weight.size();
        }
        throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
    }

    @Override
    public long size() {
        return weights.values().stream().mapToLong(Weight::size).sum();
    }

    @Override
    public double value(long index) {
        Place place = place(index);
        return place.weight().value(place.index());
    }

    @Override
    public void setValue(long index, double value) {
        Place place = place(index);
        place.weight().setValue(place.index(), value);
    }

    @Override
    public double gradient(long index) {
        Place place = place(index);
        return place.weight().gradient(place.index());
    }

    /** Returns the sum of the squares of the gradients of each weight. */
    DoubleStream squaredGradientNorms() {
        return weights.values().stream().mapToDouble(Weight::squaredGradientNorm);
    }

    @Override
    public double squaredGradientNorm() {
        return squaredGradientNorms().sum();
    }

    @Override
    public void step(Adam adam, double gradientScale) {
        weights.values().forEach(weight -> weight.step(adam, gradientScale));
    }

    @Override
    public Map<String, Tensor> copy(Quantity quantity) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.forEach((weight, own) -> tensors.put(weight, own.copy(quantity)));
        return tensors;
    }

    @Override
    public void set(Quantity quantity, Map<String, Tensor> tensors) {
        weights.forEach((weight, own) -> own.set(quantity, Objects.requireNonNull(tensors.get(weight))));
    }

    @Override
    public void clearGradients() {
        weights.values().forEach(Weight::clearGradient);
    }

    @Override
    public boolean isLike(AdamGroup other) {
        return other instanceof WeightGroup that
                && List.copyOf(weights.keySet()).equals(List.copyOf(that.weights.keySet()))
                && weights.keySet().stream().allMatch(weight -> of(weight).hasFormOf(that.of(weight)));
    }

    private Weight of(String weight) {
        return Objects.requireNonNull(weights.get(weight));
    }

    @Override
    public void approach(AdamGroup other, double share) {
        weights.forEach((weight, own) -> own.approach(((WeightGroup) other).of(weight), share));
    }
}
