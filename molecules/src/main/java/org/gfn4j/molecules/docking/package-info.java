/**
 * Docking of molecules with AutoDock Vina: scores of programs that are installed beside this one.
 *
 * <p>Start from {@link org.gfn4j.molecules.docking.VinaSource}.
 */
@NullMarked
package org.gfn4j.molecules.docking;

import org.jspecify.annotations.NullMarked;
