/**
 * Scores molecules with a message-passing network on the atoms, and trains such networks on tables of molecules.
 *
 * <p>Start from {@link org.gfn4j.molecules.proxy.Proxy}, which scores, and {@link
 * org.gfn4j.molecules.proxy.ProxyTraining}, which trains.
 */
@NullMarked
package org.gfn4j.molecules.proxy;

import org.jspecify.annotations.NullMarked;
