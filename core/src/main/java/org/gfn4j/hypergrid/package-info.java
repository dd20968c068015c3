/**
 * Cells of a grid of any dimensions, rewarded near its corners: the environment of Bengio et al. (2021) with its rewards, its
 * encoder and its problems.
 *
 * <p>Start from {@link org.gfn4j.hypergrid.Hypergrid}; {@link org.gfn4j.hypergrid.HypergridProblems} makes a whole problem.
 */
@NullMarked
package org.gfn4j.hypergrid;

import org.jspecify.annotations.NullMarked;
