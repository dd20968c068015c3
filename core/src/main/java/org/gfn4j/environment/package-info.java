/**
 * The spaces that a generative flow network builds objects in: pointed graphs without cycles.
 *
 * <p>Start from {@link org.gfn4j.environment.DiscreteEnvironment}; {@link org.gfn4j.hypergrid.Hypergrid} is the
 * example to read, and {@link org.gfn4j.environment.EnvironmentVerifier} checks an environment of your own.
 */
@NullMarked
package org.gfn4j.environment;

import org.jspecify.annotations.NullMarked;
