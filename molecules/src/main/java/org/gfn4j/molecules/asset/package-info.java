/** Files that are too large or not ours to be kept in the jar: what is known of them, and where they are installed. */
@NullMarked
package org.gfn4j.molecules.asset;

import org.jspecify.annotations.NullMarked;
