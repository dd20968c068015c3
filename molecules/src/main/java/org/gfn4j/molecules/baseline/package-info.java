/** The network of a method to compare with: MARS, which edits molecules (Xie et al. 2021), behind core's flow models. */
@NullMarked
package org.gfn4j.molecules.baseline;

import org.jspecify.annotations.NullMarked;
