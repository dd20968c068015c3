package org.gfn4j.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Trajectories;

/**
 * Rows that have been seen, of which some are to be learned from again.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class ReplayBuffer<S> {
    private static final double BEST_SHARE = 0.1;

    private final Kind kind;
    private final int capacity;
    /** All entries; by age where the oldest one leaves, else by reward and age. */
    private final List<Aged<S>> entries = new ArrayList<>();
    /** The same by reward and age, kept where draws look at it. */
    private final List<Aged<S>> ranked = new ArrayList<>();
    /** The entry of each first and last state, kept where there may be only one. */
    private final Map<Ends<S>, Aged<S>> distinct = new HashMap<>();
    /** Where the oldest entry of a full buffer is. */
    private int oldest;

    private long added;

    /** Which rows stay, and how they are drawn. */
    public enum Kind {
        /** The newest stay; all are drawn alike. */
        FIFO,
        /** The most rewarding stay, one for each pair of first and last state; all are drawn alike. */
        TOP,
        /**
         * The newest stay; half of the draws are from the tenth with the highest rewards, the other half from the rest
         * (Shen et al. 2023, Towards Understanding and Improving GFlowNet Training, arXiv 2305.07170, prioritised replay
         * training).
         */
        PRIORITISED
    }

    /**
     * A row and what it is ranked by.
     *
     * @param row a batch of one row
     * @param logReward the log-reward of the object at the end of the trajectory that it comes from
     * @param <S> the type of a state
     */
    public record Entry<S>(Trajectories<S> row, double logReward) {}

    private record Aged<S>(Entry<S> entry, long age) {}

    private record Ends<S>(S first, S last) {}

    /**
     * Makes an empty buffer.
     *
     * @param kind which rows stay, and how they are drawn
     * @param capacity how many rows it holds, at least 1
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public ReplayBuffer(Kind kind, int capacity) {
        Checks.requireAtLeast("capacity", capacity, 1);
        this.kind = kind;
        this.capacity = capacity;
    }

    /**
     * Takes in a row.
     *
     * @param row a batch of one row
     * @param logReward the log-reward of the object at the end of the trajectory that it comes from
     */
    public void add(Trajectories<S> row, double logReward) {
        Aged<S> aged = new Aged<>(new Entry<>(row, logReward), added++);
        switch (kind) {
            case FIFO -> replaceOldest(aged);
            case TOP -> keepBest(aged);
            case PRIORITISED -> {
                if (entries.size() == capacity) {
                    ranked.remove(rankOf(entries.get(oldest)));
                }
                replaceOldest(aged);
                insertRanked(aged);
            }
        }
    }

    private void replaceOldest(Aged<S> aged) {
        if (entries.size() < capacity) {
            entries.add(aged);
            return;
        }
        entries.set(oldest, aged);
        oldest = oldest + 1 == capacity ? 0 : oldest + 1;
    }

    /** Of equal rewards the newest stay. */
    private void keepBest(Aged<S> aged) {
        Aged<S> before = distinct.put(ends(aged), aged);
        if (before != null) {
            ranked.remove(rankOf(before));
        }
        insertRanked(aged);
        if (ranked.size() > capacity) {
            distinct.remove(ends(ranked.remove(0)));
        }
    }

    private Ends<S> ends(Aged<S> aged) {
        List<S> states = aged.entry.row().states();
        return new Ends<>(states.get(0), states.get(states.size() - 1));
    }

    private void insertRanked(Aged<S> aged) {
        ranked.add(-1 - rankOf(aged), aged);
    }

    /** The place of an entry among the ranked ones or, where it is not there, −1 minus the place where it belongs. */
    private int rankOf(Aged<S> aged) {
        return Collections.binarySearch(
                ranked,
                aged,
                Comparator.<Aged<S>>comparingDouble(each -> each.entry.logReward())
                        .thenComparingLong(Aged::age));
    }

    /**
     * Returns which rows stay, and how they are drawn.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns how many rows there are.
     *
     * @return at most the capacity
     */
    public int size() {
        return kind == Kind.TOP ? ranked.size() : entries.size();
    }

    /**
     * Draws a row.
     *
     * @param generator where the random numbers come from
     * @return an entry, which stays in the buffer
     * @throws IllegalStateException if the buffer is empty
     */
    public Entry<S> draw(RandomGenerator generator) {
        int size = size();
        if (size == 0) {
            throw new IllegalStateException("nothing can be drawn from an empty replay buffer");
        }
        return switch (kind) {
            case FIFO ->
                entries.get((int) (((long) oldest + generator.nextInt(size)) % size))
                        .entry();
            case TOP -> ranked.get(generator.nextInt(size)).entry();
            case PRIORITISED -> {
                int best = (int) Math.ceil(BEST_SHARE * size);
                boolean fromBest = best == size || generator.nextBoolean();
                int rank = fromBest ? size - best + generator.nextInt(best) : generator.nextInt(size - best);
                yield ranked.get(rank).entry();
            }
        };
    }

    /**
     * Returns all rows in the order in which they came.
     *
     * @return the entries, oldest first, [size]
     */
    public List<Entry<S>> entries() {
        List<Aged<S>> all = new ArrayList<>(kind == Kind.TOP ? ranked : entries);
        all.sort(Comparator.comparingLong(Aged::age));
        return all.stream().map(Aged::entry).toList();
    }

    /**
     * Goes back to an earlier state of a run.
     *
     * @param before what {@link #entries} was
     * @throws IllegalArgumentException if there are more than the buffer holds
     */
    public void restore(List<Entry<S>> before) {
        if (before.size() > capacity) {
            throw new IllegalArgumentException(
                    "a replay buffer of capacity " + capacity + " cannot hold " + before.size() + " rows");
        }
        entries.clear();
        ranked.clear();
        distinct.clear();
        oldest = 0;
        before.forEach(entry -> add(entry.row(), entry.logReward()));
    }
}
