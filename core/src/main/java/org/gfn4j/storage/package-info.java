/**
 * Arrays of numbers in files that other programs can read: tensors, and the safetensors format.
 *
 * <p>Start from {@link org.gfn4j.storage.Safetensors}.
 */
@NullMarked
package org.gfn4j.storage;

import org.jspecify.annotations.NullMarked;
