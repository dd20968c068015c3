package org.gfn4j.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Quantity;
import org.gfn4j.storage.Tensor;

/**
 * Several groups as one, in their order.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param name the name of the whole
 * @param parts the groups
 * @param <G> the type of a part
 */
public record JoinedGroup<G extends AdamGroup>(String name, List<G> parts) implements AdamGroup {

    /** A place in one of the parts. */
    private record Place(AdamGroup part, long index) {}

    private Place place(long index) {
        long left = index;
        for (AdamGroup part : parts) {
            if (left < part.size()) {
                return new Place(part, left);
            }
            left -= part.size();
        }
        throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(AdamGroup::size).sum();
    }

    @Override
    public double value(long index) {
        Place place = place(index);
        return place.part().value(place.index());
    }

    @Override
    public void setValue(long index, double value) {
        Place place = place(index);
        place.part().setValue(place.index(), value);
    }

    @Override
    public double gradient(long index) {
        Place place = place(index);
        return place.part().gradient(place.index());
    }

    @Override
    public double squaredGradientNorm() {
        return parts.stream().mapToDouble(AdamGroup::squaredGradientNorm).sum();
    }

    @Override
    public void step(Adam adam, double gradientScale) {
        parts.forEach(part -> part.step(adam, gradientScale));
    }

    @Override
    public Map<String, Tensor> copy(Quantity quantity) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parts.forEach(part -> tensors.putAll(part.copy(quantity)));
        return tensors;
    }

    @Override
    public void set(Quantity quantity, Map<String, Tensor> tensors) {
        parts.forEach(part -> part.set(quantity, tensors));
    }

    @Override
    public void clearGradients() {
        parts.forEach(AdamGroup::clearGradients);
    }

    @Override
    public boolean isLike(AdamGroup other) {
        return other instanceof JoinedGroup<?> that
                && parts.size() == that.parts.size()
                && IntStream.range(0, parts.size())
                        .allMatch(part -> parts.get(part).isLike(that.parts.get(part)));
    }

    @Override
    public void approach(AdamGroup other, double share) {
        for (int part = 0; part < parts.size(); part++) {
            parts.get(part).approach(((JoinedGroup<?>) other).parts.get(part), share);
        }
    }
}
