package org.gfn4j.molecules.chemistry;

import java.util.Arrays;
import java.util.Optional;
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
    private final Fragment[] fragments;

    /**
     * Makes an assembler.
     *
     * @param vocabulary the blocks
     * @throws IllegalArgumentException if the SMILES of a block cannot be read
     */
    public MoleculeAssembler(BlockVocabulary vocabulary) {
        this.fragments = new Fragment[vocabulary.fragments()];
        for (int fragment = 0; fragment < fragments.length; fragment++) {
            try {
                fragments[fragment] = new Fragment(vocabulary.smiles(fragment));
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
        int[] offsets = new int[blocks.size() + 1];
        for (int block = 0; block < blocks.size(); block++) {
            offsets[block + 1] = offsets[block] + fragments[blocks.fragment(block)].size();
        }
        int[] newBonds = new int[offsets[blocks.size()]];
        for (int i = 0; i < blocks.size() - 1; i++) {
            Bond bond = blocks.bond(i);
            newBonds[offsets[bond.first()] + bond.firstAtom()]++;
            newBonds[offsets[bond.second()] + bond.secondAtom()]++;
        }
        int[] hydrogens = new int[newBonds.length];
        boolean changed = false;
        for (int block = 0; block < blocks.size(); block++) {
            Fragment fragment = fragments[blocks.fragment(block)];
            for (int atom = 0; atom < fragment.size(); atom++) {
                int index = offsets[block] + atom;
                hydrogens[index] = fragment.hydrogens(atom, newBonds[index]);
                if (hydrogens[index] == Fragment.IMPOSSIBLE) {
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

    private IAtomContainer join(BlockMolecule blocks, int[] offsets, int[] hydrogens) {
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int block = 0; block < blocks.size(); block++) {
            fragments[blocks.fragment(block)].addTo(molecule, hydrogens);
        }
        for (int i = 0; i < blocks.size() - 1; i++) {
            Bond bond = blocks.bond(i);
            molecule.newBond(
                    molecule.getAtom(offsets[bond.first()] + bond.firstAtom()),
                    molecule.getAtom(offsets[bond.second()] + bond.secondAtom()),
                    IBond.Order.SINGLE);
        }
        return molecule;
    }

    private static int[] stemAtoms(BlockMolecule blocks, int[] offsets) {
        int[] atoms = new int[blocks.stemCount()];
        for (int stem = 0; stem < atoms.length; stem++) {
            atoms[stem] = offsets[blocks.stemBlock(stem)] + blocks.stemAtom(stem);
        }
        return Arrays.stream(atoms).sorted().distinct().toArray();
    }
}
