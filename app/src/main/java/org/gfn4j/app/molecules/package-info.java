/** The task of molecules: its options, and what it measures, keeps and writes of its own. */
@NullMarked
package org.gfn4j.app.molecules;

import org.jspecify.annotations.NullMarked;
