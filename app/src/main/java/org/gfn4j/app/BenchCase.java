package org.gfn4j.app;

/**
 * What a benchmark trains with.
 *
 * <p>Thread-safety: immutable.
 *
 * @param objective the name of an objective, as {@code --objective} has it
 * @param batch the trajectories in one iteration, at least 1
 */
public record BenchCase(String objective, int batch) {}
