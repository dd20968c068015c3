/** Types and ranges of options, usage errors, the terminal, files that options name, and tables of text. */
@NullMarked
package org.gfn4j.app.cli;

import org.jspecify.annotations.NullMarked;
