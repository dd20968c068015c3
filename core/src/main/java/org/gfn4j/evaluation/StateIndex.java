package org.gfn4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Different states numbered in the order of their arrival: a hash table of ints with linear probing, which takes 8 to 16
 * bytes for each state beside the states themselves.
 */
final class StateIndex<S> {
    static final int ABSENT = -1;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private List<S> states = new ArrayList<>();
    private int[] table = filled(1 << 6);

    private static int[] filled(int length) {
        int[] table = new int[length];
        Arrays.fill(table, ABSENT);
        return table;
    }

    int size() {
        return states.size();
    }

    List<S> states() {
        return states;
    }

    /** Returns the number of a state, a new one if it is new. */
    int add(S state) {
        int slot = slot(state);
        if (table[slot] != ABSENT) {
            return table[slot];
        }
        int number = states.size();
        table[slot] = number;
        states.add(state);
        if (2 * states.size() > table.length) {
            table = filled(Math.multiplyExact(2, table.length));
            for (int i = 0; i < states.size(); i++) {
                table[slot(states.get(i))] = i;
            }
        }
        return number;
    }

    /** Returns the number of a state, or ABSENT. */
    int find(S state) {
        return table[slot(state)];
    }

    /** Renumbers the states: the state at place i will be the one that has number order[i] now. */
    void reorder(int[] order) {
        List<S> reordered = new ArrayList<>(order.length);
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            reordered.add(states.get(order[i]));
            place[order[i]] = i;
        }
        states = reordered;
        for (int slot = 0; slot < table.length; slot++) {
            if (table[slot] != ABSENT) {
                table[slot] = place[table[slot]];
            }
        }
    }

    private int slot(S state) {
        int hash = state.hashCode();
        int mask = table.length - 1;
        int slot = ((hash ^ (hash >>> 15)) * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(mask);
        while (table[slot] != ABSENT && !states.get(table[slot]).equals(state)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
