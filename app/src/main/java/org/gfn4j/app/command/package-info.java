/** The commands, and the class that starts them. */
@NullMarked
package org.gfn4j.app.command;

import org.jspecify.annotations.NullMarked;
