package org.gfn4j.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small integers for the different objects in a window. */
interface VisitSlots<S> {
    int ABSENT = -1;

    /** Returns the slot of an object, a new one if it has none. */
    int take(S object);

    /** Returns the slot of an object, or ABSENT. */
    int find(S object);

    /** Returns the object of a slot in use. */
    S object(int slot);

    /** Says that the object of a slot has left the window. */
    void release(int slot);

    /** Slots of an enumerated space: the numbers of terminal states. */
    record Enumerated<S>(StateGraph<S> graph) implements VisitSlots<S> {

        @Override
        public int take(S object) {
            return graph.terminalIndexOf(object);
        }

        @Override
        public int find(S object) {
            return graph.terminalIndexOf(object);
        }

        @Override
        public S object(int slot) {
            return graph.terminal(slot);
        }

        @Override
        public void release(int slot) {}
    }

    /** Slots of a space of any size: as many as there are different objects in the window. */
    final class Reused<S> implements VisitSlots<S> {
        private final Map<S, Integer> slots = new HashMap<>();
        private final List<S> objects = new ArrayList<>();
        private final List<Integer> free = new ArrayList<>();

        @Override
        public int take(S object) {
            Integer known = slots.get(object);
            if (known != null) {
                return known;
            }
            int slot;
            if (free.isEmpty()) {
                slot = objects.size();
                objects.add(object);
            } else {
                slot = free.remove(/* index */ free.size() - 1);
                objects.set(slot, object);
            }
            slots.put(object, slot);
            return slot;
        }

        @Override
        public int find(S object) {
            return slots.getOrDefault(object, ABSENT);
        }

        @Override
        public S object(int slot) {
            return objects.get(slot);
        }

        @Override
        public void release(int slot) {
            slots.remove(objects.get(slot));
            free.add(slot);
        }
    }
}
