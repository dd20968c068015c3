package org.gfn4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gfn4j.text.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The objects visited last, and how far their frequencies are from the target: the "empirical" distances of Bengio et al.
 * 2021, there over the last 200,000.
 *
 * <p>Objects come in one at a time, at constant cost; when the window is full the oldest one leaves. With a target the
 * window holds one int for each visit and one for each terminal state. Without one, for spaces that cannot be
 * enumerated, it holds the objects themselves and only counts them.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a terminal state
 */
public final class VisitedWindow<S> {
    /** The capacity of Bengio et al. 2021. */
    public static final int DEFAULT_CAPACITY = 200_000;

    private final @Nullable Target<S> target;
    private final VisitSlots<S> slots;
    private final int[] ring;
    private int[] counts;
    private int size;
    private int oldest;
    private int distinct;
    private long visited;
    private @Nullable NoiseFloor noiseFloor;

    /**
     * How far the frequencies in a window are from the target.
     *
     * @param distances the distances between the target and the frequencies; KL(target ‖ frequencies) is +∞ as soon as
     *     one object of positive reward is missing
     * @param noiseFloor what a perfect sampler would show with as many samples
     */
    public record Comparison(Distances distances, NoiseFloor noiseFloor) {}

    private VisitedWindow(@Nullable Target<S> target, VisitSlots<S> slots, int counts, int capacity) {
        Checks.requireAtLeast("capacity", capacity, 1);
        this.target = target;
        this.slots = slots;
        this.ring = new int[capacity];
        this.counts = new int[counts];
    }

    /**
     * Makes an empty window on an enumerated space.
     *
     * @param target the target that frequencies are compared with
     * @param capacity how many visits it holds, at least 1
     * @param <S> the type of a terminal state
     * @return the window
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <S> VisitedWindow<S> against(Target<S> target, int capacity) {
        StateGraph<S> graph = target.graph();
        return new VisitedWindow<>(target, new VisitSlots.Enumerated<>(graph), graph.terminals(), capacity);
    }

    /**
     * Makes an empty window that only counts.
     *
     * @param capacity how many visits it holds, at least 1
     * @param <S> the type of a terminal state
     * @return the window
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <S> VisitedWindow<S> counting(int capacity) {
        return new VisitedWindow<>(null, new VisitSlots.Reused<>(), 16, capacity);
    }

    /**
     * Takes in a visited object.
     *
     * @param object a terminal state
     * @throws IllegalArgumentException if there is a target and the object is not a terminal state of its space
     */
    public void add(S object) {
        int slot = slots.take(object);
        if (slot >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * slot);
        }
        if (counts[slot]++ == 0) {
            distinct++;
        }
        visited++;
        if (size < ring.length) {
            ring[size++] = slot;
            return;
        }
        int leaving = ring[oldest];
        ring[oldest] = slot;
        oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
        if (--counts[leaving] == 0) {
            distinct--;
            slots.release(leaving);
        }
    }

    /**
     * Takes in visited objects.
     *
     * @param objects terminal states, oldest first
     * @throws IllegalArgumentException if there is a target and an object is not a terminal state of its space
     */
    public void addAll(List<S> objects) {
        objects.forEach(this::add);
    }

    /**
     * Returns how many visits the window can hold.
     *
     * @return at least 1
     */
    public int capacity() {
        return ring.length;
    }

    /**
     * Returns how many visits the window holds.
     *
     * @return at most {@link #capacity}
     */
    public int size() {
        return size;
    }

    /**
     * Returns how many different objects the window holds.
     *
     * @return at most {@link #size}
     */
    public int distinct() {
        return distinct;
    }

    /**
     * Returns how many objects have ever been taken in.
     *
     * @return the number of visits, those that have left included
     */
    public long visited() {
        return visited;
    }

    /**
     * Returns how many visits of an object the window holds.
     *
     * @param object a terminal state
     * @return its count, 0 if it is not there
     * @throws IllegalArgumentException if there is a target and the object is not a terminal state of its space
     */
    public int count(S object) {
        int slot = slots.find(object);
        return slot == VisitSlots.ABSENT ? 0 : counts[slot];
    }

    /**
     * Returns the objects in the window.
     *
     * @return the objects, oldest first, [size]
     */
    public List<S> contents() {
        List<S> contents = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            contents.add(slots.object(ring[(int) (((long) oldest + i) % ring.length)]));
        }
        return contents;
    }

    /**
     * Goes back to an earlier state of a run.
     *
     * @param contents what {@link #contents} was
     * @param visitedBefore what {@link #visited} was
     * @throws IllegalArgumentException if there are more objects than visits or than the window holds
     */
    public void restore(List<S> contents, long visitedBefore) {
        if (contents.size() > ring.length || contents.size() > visitedBefore) {
            throw new IllegalArgumentException("a window of capacity " + ring.length + " after " + visitedBefore
                    + " visits cannot hold " + contents.size() + " objects");
        }
        for (int i = 0; i < size; i++) {
            if (--counts[ring[i]] == 0) {
                slots.release(ring[i]);
            }
        }
        size = 0;
        oldest = 0;
        distinct = 0;
        addAll(contents);
        visited = visitedBefore;
    }

    /**
     * Compares the frequencies in the window with the target.
     *
     * @return the distances and their noise floor; empty without a target or before the first visit
     */
    public Optional<Comparison> comparison() {
        if (target == null || size == 0) {
            return Optional.empty();
        }
        double[] logFrequencies = new double[counts.length];
        for (int terminal = 0; terminal < logFrequencies.length; terminal++) {
            logFrequencies[terminal] = Math.log((double) counts[terminal] / size);
        }
        NoiseFloor floor = noiseFloor;
        if (floor == null || floor.samples() != size) {
            floor = NoiseFloor.of(target.probabilities(), size);
            noiseFloor = floor;
        }
        return Optional.of(new Comparison(Distances.between(target.logProbabilities(), logFrequencies), floor));
    }
}
