package org.gfn4j.app.method;

import tools.jackson.databind.JsonNode;

/**
 * What a run remembers between iterations, for a checkpoint.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface Memory {

    /**
     * Writes what is remembered.
     *
     * @return JSON with states in their text form
     */
    JsonNode write();

    /**
     * Goes back to an earlier state of a run.
     *
     * @param json what {@link #write} has returned
     * @throws IllegalArgumentException if it is not that
     */
    void restore(JsonNode json);
}
