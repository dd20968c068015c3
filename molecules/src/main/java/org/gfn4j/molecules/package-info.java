/** Molecules assembled from building blocks: vocabulary, states, environment. */
@NullMarked
package org.gfn4j.molecules;

import org.jspecify.annotations.NullMarked;
