package org.gfn4j.molecules.chemistry;

import java.util.Optional;
import org.gfn4j.molecules.BlockGraph;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * Makes atoms and bonds of molecules of blocks.
 *
 * <p>Blocks are joined by single bonds, each of which takes a hydrogen from both of its atoms where they have one. An
 * atom whose bonds then add up to a valence that its element does not have makes the molecule impossible. The molecule is
 * the one that RDKit makes of the same fragments and bonds, except that RDKit takes some radicals for molecules.
 *
 * <p>Thread-safety: immutable; each molecule that it makes is new.
 */
public final class MoleculeAssembler {
    private final BlockAtoms[] fragments;

    /**
     * Makes an assembler.
     *
     * @param vocabulary the blocks
     * @throws IllegalArgumentException if the SMILES of a block cannot be read
     */
    public MoleculeAssembler(BlockVocabulary vocabulary) {
        this.fragments = new BlockAtoms[vocabulary.fragments()];
        for (int fragment = 0; fragment < fragments.length; fragment++) {
            try {
                fragments[fragment] = new BlockAtoms(vocabulary.smiles(fragment));
            } catch (SmilesException e) {
                throw new IllegalArgumentException("a block cannot be used: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Makes the atoms and bonds of a molecule.
     *
     * @param blocks a molecule of blocks of the vocabulary, finished or not, perhaps empty
     * @return the molecule, or nothing if an atom would have a valence that it cannot have
     */
    public Optional<AssembledMolecule> assemble(BlockMolecule blocks) {
        return assemble(BlockGraph.of(blocks));
    }

    /**
     * Makes the atoms and bonds of a molecule.
     *
     * @param blocks a molecule of blocks of the vocabulary, perhaps empty; its atoms come in the order of its blocks
     * @return the molecule, or nothing if an atom would have a valence that it cannot have
     */
    public Optional<AssembledMolecule> assemble(BlockGraph blocks) {
        int size = blocks.fragments().size();
        int[] offsets = new int[size + 1];
        for (int block = 0; block < size; block++) {
            offsets[block + 1] = offsets[block] + fragment(blocks, block).size();
        }
        int[] newBonds = new int[offsets[size]];
        for (Bond bond : blocks.bonds()) {
            newBonds[offsets[bond.first()] + bond.firstAtom()]++;
            newBonds[offsets[bond.second()] + bond.secondAtom()]++;
        }
        int[] hydrogens = new int[newBonds.length];
        boolean changed = false;
        for (int block = 0; block < size; block++) {
            BlockAtoms fragment = fragment(blocks, block);
            for (int atom = 0; atom < fragment.size(); atom++) {
                int index = offsets[block] + atom;
                hydrogens[index] = fragment.hydrogens(atom, newBonds[index]);
                if (hydrogens[index] == BlockAtoms.IMPOSSIBLE) {
                    return Optional.empty();
                }
                changed |= fragment.changesRing(atom, newBonds[index], hydrogens[index]);
            }
        }
        IAtomContainer molecule = join(blocks, offsets, hydrogens);
        if (changed) {
            Aromatization.apply(molecule);
        }
        return Optional.of(new AssembledMolecule(molecule, stemAtoms(blocks, offsets)));
    }

    /**
     * Makes the atoms and bonds of a fragment by itself, also if one of its atoms needs another bond to have a valence that
     * its element has.
     *
     * @param fragment its number in the vocabulary
     * @return a new molecule, its atoms in the order of the SMILES
     */
    public IAtomContainer fragment(int fragment) {
        return fragments[fragment].alone();
    }

    private BlockAtoms fragment(BlockGraph blocks, int block) {
        return fragments[blocks.fragments().get(block)];
    }

    private IAtomContainer join(BlockGraph blocks, int[] offsets, int[] hydrogens) {
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int block = 0; block < blocks.fragments().size(); block++) {
            fragment(blocks, block).addTo(molecule, hydrogens);
        }
        for (Bond bond : blocks.bonds()) {
            molecule.newBond(
                    molecule.getAtom(offsets[bond.first()] + bond.firstAtom()),
                    molecule.getAtom(offsets[bond.second()] + bond.secondAtom()),
                    IBond.Order.SINGLE);
        }
        return molecule;
    }

    private static int[] stemAtoms(BlockGraph blocks, int[] offsets) {
        return blocks.stems().stream()
                .mapToInt(stem -> offsets[stem.block()] + stem.atom())
                .sorted()
                .distinct()
                .toArray();
    }
}
