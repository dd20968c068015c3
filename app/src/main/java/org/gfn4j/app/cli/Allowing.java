package org.gfn4j.app.cli;

/**
 * A converter that can say what it accepts.
 *
 * <p>Thread-safety: immutable.
 */
public interface Allowing {

    /** Returns what is allowed, in words that follow "is not". */
    String allowed();
}
