/** The task of molecules: {@link org.gfn4j.molecules.task.MoleculeProblems} makes its problems from settings. */
@NullMarked
package org.gfn4j.molecules.task;

import org.jspecify.annotations.NullMarked;
