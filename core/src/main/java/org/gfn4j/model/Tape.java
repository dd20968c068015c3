package org.gfn4j.model;

/**
 * What a model has computed while it drew trajectories, for scoring them without computing it again; see
 * {@link FlowModel#record} and {@link FlowModel#score(org.gfn4j.trajectory.Trajectories, java.util.Set, Tape)}.
 *
 * <p>It is good for one scoring, by the model that made it, before its parameters change.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface Tape extends AutoCloseable {

    /** Frees what was kept; does nothing after the tape has been used. */
    @Override
    void close();
}
