/** Measuring whole iterations of training. */
@NullMarked
package org.gfn4j.app.bench;

import org.jspecify.annotations.NullMarked;
