/** Runs of several methods side by side: their figures as a table, as curves and as a page. */
@NullMarked
package org.gfn4j.app.comparison;

import org.jspecify.annotations.NullMarked;
