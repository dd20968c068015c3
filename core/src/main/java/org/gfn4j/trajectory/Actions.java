package org.gfn4j.trajectory;

import java.util.List;

/**
 * The actions of a batch of transitions, packed.
 *
 * <p>Thread-safety: implementations are immutable.
 */
public sealed interface Actions permits IntActions {

    /**
     * Returns the number of actions.
     *
     * @return the number of transitions
     */
    int size();

    /**
     * Picks actions in a given order.
     *
     * @param rows indices into this batch, [selected]
     * @return the actions at those rows, [selected]
     */
    Actions select(int[] rows);

    /**
     * Joins batches of the same kind of action.
     *
     * @param parts the batches, in order
     * @return one batch with all their actions
     */
    static Actions concatenate(List<Actions> parts) {
        return IntActions.concatenate(parts);
    }
}
