/** Short programs to copy from; each is run by the tests. */
@NullMarked
package org.gfn4j.examples;

import org.jspecify.annotations.NullMarked;
