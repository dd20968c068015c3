package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;

/**
 * Objects that were drawn one after the other, with the lengths of their trajectories.
 *
 * <p>Long trajectories are expensive, so drawing stops early where they need more than a million transitions. Batches grow as
 * far as the lengths seen so far allow, so that memory stays small; how many are drawn depends on nothing but them.
 *
 * <p>Thread-safety: immutable.
 *
 * @param objects the terminal states, [draws]
 * @param logRewards their log-rewards, [draws]
 * @param lengths the number of transitions of each trajectory, [draws]
 * @param <S> the type of a state
 */
record Draws<S>(List<S> objects, double[] logRewards, int[] lengths) {
    private static final int FIRST_BATCH = 8;
    private static final int LARGEST_BATCH = 512;
    private static final long TRANSITIONS = 1_000_000;
    private static final long TRANSITIONS_OF_A_BATCH = TRANSITIONS / 10;

    /** Draws a part of the trajectories. */
    @FunctionalInterface
    interface Batches<S> {
        /**
         * Draws.
         *
         * @param start the number of the first
         * @param count how many
         * @return the trajectories, [count]
         */
        Trajectories<S> draw(int start, int count);
    }

    /** Draws as many as requested, or fewer where they are long. */
    static <S> Draws<S> of(int count, Batches<S> batches) {
        List<S> objects = new ArrayList<>();
        double[] logRewards = new double[count];
        int[] lengths = new int[count];
        long transitions = 0;
        for (int next = FIRST_BATCH; objects.size() < count && next > 0; ) {
            int start = objects.size();
            Trajectories<S> batch = batches.draw(start, Math.min(next, count - start));
            Layout layout = batch.layout();
            for (int row = 0; row < layout.trajectories(); row++) {
                lengths[start + row] = layout.length(row);
                logRewards[start + row] = batch.logRewards()[row];
            }
            objects.addAll(batch.lastStates());
            transitions += layout.transitions();
            next = batchAfter(objects.size(), transitions);
        }
        int drawn = objects.size();
        return new Draws<>(objects, Arrays.copyOf(logRewards, drawn), Arrays.copyOf(lengths, drawn));
    }

    private static int batchAfter(int drawn, long transitions) {
        long left = Math.min(TRANSITIONS - transitions, TRANSITIONS_OF_A_BATCH);
        return (int) Math.min(LARGEST_BATCH, left * drawn / Math.max(1, transitions));
    }

    int size() {
        return lengths.length;
    }
}
