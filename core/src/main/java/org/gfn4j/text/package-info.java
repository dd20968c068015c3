/** Texts of programs, files and people, as they can be shown and stored, and checks of arguments with theirs. */
@NullMarked
package org.gfn4j.text;

import org.jspecify.annotations.NullMarked;
