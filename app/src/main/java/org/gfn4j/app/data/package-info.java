/** Stored data and samples as files. */
@NullMarked
package org.gfn4j.app.data;

import org.jspecify.annotations.NullMarked;
