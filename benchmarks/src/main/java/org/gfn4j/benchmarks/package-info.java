/** Benchmarks: products of matrices, iterations of training, and how the time of iterations grows. */
@NullMarked
package org.gfn4j.benchmarks;

import org.jspecify.annotations.NullMarked;
