/** The network that learns to build molecules: message passing on the graph of blocks, behind core's flow models. */
@NullMarked
package org.gfn4j.molecules.flow;

import org.jspecify.annotations.NullMarked;
