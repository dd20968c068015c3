package org.gfn4j.app.molecules;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.MoleculeDrawing;
import org.gfn4j.molecules.chemistry.MoleculePicture;

/**
 * Draws states for a page.
 *
 * <p>Thread-safety: immutable.
 */
final class StateDrawing {
    private final MoleculeAssembler assembler;

    /**
     * Prepares to draw.
     *
     * @param assembler joins the atoms of states
     */
    StateDrawing(MoleculeAssembler assembler) {
        this.assembler = assembler;
    }

    /** Draws a molecule as an {@code svg} element, which is empty where its atoms cannot be joined so. */
    String finished(BlockMolecule state) {
        return assembler
                .assemble(state)
                .map(assembled -> MoleculeDrawing.svg(new MoleculePicture(assembled.molecule(), "")))
                .orElse("");
    }

    /** Draws a molecule with halos around the atoms that carry free stems. */
    String withStems(BlockMolecule state) {
        return assembler
                .assemble(state)
                .map(assembled -> MoleculeDrawing.svg(new MoleculePicture(assembled.molecule(), "", stems(assembled))))
                .orElse("");
    }

    private static Set<Integer> stems(AssembledMolecule assembled) {
        return Arrays.stream(assembled.stemAtoms()).boxed().collect(Collectors.toSet());
    }
}
