/** Configuration files, {@code --set}, and the sections of help. */
@NullMarked
package org.gfn4j.app.config;

import org.jspecify.annotations.NullMarked;
