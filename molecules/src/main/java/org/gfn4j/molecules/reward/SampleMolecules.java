package org.gfn4j.molecules.reward;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;

/** Small molecules to try a model with. */
final class SampleMolecules {
    private SampleMolecules() {}

    /** Returns a molecule with bonds and one without. */
    static List<AssembledMolecule> all() {
        List<AssembledMolecule> molecules = new ArrayList<>();
        try {
            for (String smiles : List.of("OCC=O", "C")) {
                molecules.add(new AssembledMolecule(Smiles.parse(smiles), new int[] {0}));
            }
        } catch (SmilesException e) {
            throw new IllegalStateException(e);
        }
        return molecules;
    }
}
