/**
 * The training loop. Start from {@link org.gfn4j.training.Trainer}; what watches it is a {@link
 * org.gfn4j.training.TrainingListener}.
 */
@NullMarked
package org.gfn4j.training;

import org.jspecify.annotations.NullMarked;
