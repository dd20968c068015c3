package org.gfn4j.app.molecules;

import java.util.List;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.Smiles;

/** Small molecules to report on. */
final class Built {
    static final BlockVocabulary VOCABULARY = BlockVocabulary.of(List.of(
            new Block("C", 1, List.of(0, 0)),
            new Block("CC", 2, List.of(0, 1)),
            new Block("c1ccccc1", 6, List.of(0, 3)),
            new Block("F", 1, List.of(0))));
    static final MoleculeEnvironment ENVIRONMENT = new MoleculeEnvironment(VOCABULARY, 1, 4);
    static final MoleculeAssembler ASSEMBLER = new MoleculeAssembler(VOCABULARY);

    private Built() {}

    /** Builds a chain of entries, each added to the last stem, and ends it. */
    static BlockMolecule chain(int... entries) {
        BlockMolecule state = ENVIRONMENT.source();
        for (int entry : entries) {
            int stem = Math.max(0, state.stemCount() - 1);
            state = ENVIRONMENT.child(state, ENVIRONMENT.actionOf(state, stem, entry));
        }
        return state.isFinished() ? state : ENVIRONMENT.child(state, ENVIRONMENT.stopAction(state));
    }

    /** Makes a row of the file for a chain. */
    static FoundMolecule found(long iteration, double reward, int... entries) {
        return found(iteration, reward, chain(entries));
    }

    /** Makes a row of the file for a state whose atoms can be joined. */
    static FoundMolecule found(long iteration, double reward, BlockMolecule state) {
        return new FoundMolecule(
                iteration,
                state,
                reward,
                Smiles.canonical(ASSEMBLER.assemble(state).orElseThrow().molecule()));
    }
}
