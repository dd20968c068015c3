package org.gfn4j.app.comparison;

import org.gfn4j.app.report.Curve;

/**
 * How many modes a run had found when.
 *
 * <p>Thread-safety: immutable, as far as the curve is.
 *
 * @param threshold the raw reward from which on objects count
 * @param curve the number of modes over the number of objects visited
 */
public record ModesFound(double threshold, Curve curve) {}
