/** Help for tests. */
@NullMarked
package org.gfn4j.testing;

import org.jspecify.annotations.NullMarked;
