/** Chemistry of finished molecules: assembly, descriptors, fingerprints, scaffolds, drawing, files. */
@NullMarked
package org.gfn4j.molecules.chemistry;

import org.jspecify.annotations.NullMarked;
