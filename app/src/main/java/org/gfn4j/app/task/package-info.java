/**
 * What the command line knows of a task.
 *
 * <p>Start from {@link org.gfn4j.app.task.Task}: one class that adds a task of your own to every command, found on the class
 * path by {@link java.util.ServiceLoader}.
 */
@NullMarked
package org.gfn4j.app.task;

import org.jspecify.annotations.NullMarked;
