/** Runs of training: training, checkpoints, measuring, resuming and repeating over seeds. */
@NullMarked
package org.gfn4j.app.run;

import org.jspecify.annotations.NullMarked;
