/**
 * How close a model is to its target: exact by dynamic programming where the space can be enumerated, estimated from
 * trajectories elsewhere.
 *
 * <p>Where all states fit into memory, {@link org.gfn4j.evaluation.StateGraph} lists them in topological order and
 * {@link org.gfn4j.evaluation.Target} holds R(x)/Z of all terminal ones. {@link org.gfn4j.evaluation.TerminalDistribution}
 * is the distribution P_T that a model samples from, computed without sampling;
 * {@link org.gfn4j.evaluation.Distances} and {@link org.gfn4j.evaluation.Correlations} compare the two.
 * {@link org.gfn4j.evaluation.MarkovianFlow} makes the one flow that a reward and a backward policy determine.
 *
 * <p>While a model trains, {@link org.gfn4j.evaluation.VisitedWindow} holds the objects visited last and compares their
 * frequencies with the target, beside the {@link org.gfn4j.evaluation.NoiseFloor} that a perfect sampler would show, and
 * {@link org.gfn4j.evaluation.ModeFinder} counts the modes found.
 *
 * <p>Where nothing can be enumerated, {@link org.gfn4j.evaluation.TrajectoryEstimator} bounds log Z and estimates log
 * P_T(x) of single objects, with standard errors.
 *
 * <p>Logarithms are natural. L1 distances say whether they are sums or means over terminal states.
 */
@NullMarked
package org.gfn4j.evaluation;

import org.jspecify.annotations.NullMarked;
