package org.gfn4j.molecules.proxy;

/**
 * A molecule that training did not see, with what it should score and what it does.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name the name of its row
 * @param target the number of the table
 * @param score the number of the network
 */
public record ParityPair(String name, double target, double score) {}
