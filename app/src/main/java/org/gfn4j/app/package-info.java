/**
 * The command line of gfn4j.
 *
 * <p>Start from {@link org.gfn4j.app.Task}: one class that adds a task of your own to every command, found on the class
 * path by {@link java.util.ServiceLoader}. {@link org.gfn4j.app.HypergridTask} is the example to read.
 */
@NullMarked
package org.gfn4j.app;

import org.jspecify.annotations.NullMarked;
