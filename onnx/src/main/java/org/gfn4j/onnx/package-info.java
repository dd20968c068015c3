/** Rewards by models in ONNX files, which ONNX Runtime evaluates. The only package that touches it. */
@NullMarked
package org.gfn4j.onnx;

import org.jspecify.annotations.NullMarked;
