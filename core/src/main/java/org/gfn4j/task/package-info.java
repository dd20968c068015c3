/**
 * What can be trained, put together: a {@link org.gfn4j.task.Problem} is an environment with its reward, its text form and
 * its encoder; a {@link org.gfn4j.task.ProblemSource} makes it again from recorded settings.
 */
@NullMarked
package org.gfn4j.task;

import org.jspecify.annotations.NullMarked;
