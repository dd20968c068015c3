package org.gfn4j.torch;

/**
 * Things put into the order of the groups that they belong to, those of one group in their own order.
 *
 * <p>Thread-safety: immutable; nobody may write to its arrays.
 *
 * @param offsets where each group starts in the order, [groups + 1]
 * @param order the things, group by group, [things]
 */
record Grouping(int[] offsets, int[] order) {

    /** Groups things by the group of each, in {@code [0, groups)}. */
    static Grouping of(int[] groupOf, int groups) {
        int[] offsets = new int[groups + 1];
        for (int group : groupOf) {
            offsets[group + 1]++;
        }
        for (int group = 0; group < groups; group++) {
            offsets[group + 1] += offsets[group];
        }
        int[] next = offsets.clone();
        int[] order = new int[groupOf.length];
        for (int i = 0; i < order.length; i++) {
            order[next[groupOf[i]]++] = i;
        }
        return new Grouping(offsets, order);
    }

    /** Returns a value of each thing in this order. */
    int[] inOrder(int[] values) {
        int[] sorted = new int[order.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[order[i]];
        }
        return sorted;
    }
}
