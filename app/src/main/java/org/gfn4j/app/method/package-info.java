/** What learns: methods, objectives, options of training and the parts that they make. */
@NullMarked
package org.gfn4j.app.method;

import org.jspecify.annotations.NullMarked;
