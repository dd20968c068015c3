/** The folder of a run: its place, lock, files and record. */
@NullMarked
package org.gfn4j.app.folder;

import org.jspecify.annotations.NullMarked;
