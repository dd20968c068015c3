/** Cuts molecules into blocks, to make a vocabulary of the most frequent ones. */
@NullMarked
package org.gfn4j.molecules.mining;

import org.jspecify.annotations.NullMarked;
