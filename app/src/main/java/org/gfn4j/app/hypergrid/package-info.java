/** The hypergrid on the command line. */
@NullMarked
package org.gfn4j.app.hypergrid;

import org.jspecify.annotations.NullMarked;
