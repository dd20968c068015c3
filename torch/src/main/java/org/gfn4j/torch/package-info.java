/** Networks on libtorch: tensors with one owner, layers and optimisers. The only package that touches its natives. */
@NullMarked
package org.gfn4j.torch;

import org.jspecify.annotations.NullMarked;
