/** Texts of programs, files and people, as they can be shown and stored. */
@NullMarked
package org.gfn4j.text;

import org.jspecify.annotations.NullMarked;
