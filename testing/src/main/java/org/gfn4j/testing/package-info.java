/** Help for the tests of all modules. */
@NullMarked
package org.gfn4j.testing;

import org.jspecify.annotations.NullMarked;
