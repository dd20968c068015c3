package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.isomorphism.AtomMatcher;
import org.openscience.cdk.isomorphism.BondMatcher;
import org.openscience.cdk.isomorphism.Pattern;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * What vocabularies need to know of the chemistry of their fragments.
 *
 * <p>Thread-safety: not thread-safe.
 */
public final class FragmentChemistry {
    /** How many heavy atoms a fragment can have. */
    public static final int MOST_ATOMS = 100;

    private static final int MOST_SYMMETRIES = 100_000;

    /** Elements that take no bond more than their usual ones. */
    private static final Set<String> OF_ONE_VALENCE = Set.of("C", "N", "O", "F", "Cl", "Br", "I");

    private final SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
    private final SmilesGenerator generator = new SmilesGenerator(SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols);

    /** Makes a reader of fragments. */
    public FragmentChemistry() {}

    /**
     * Reads a fragment.
     *
     * @param smiles its SMILES, which must be in one piece, with heavy atoms alone and without stereochemistry
     * @return its atoms in the order of the text, aromatic where the text or Daylight's model says so
     * @throws IllegalArgumentException if it is no fragment that can be a block; the message is a clause
     */
    public IAtomContainer parse(String smiles) {
        IAtomContainer fragment;
        try {
            fragment = parser.parseSmiles(smiles);
        } catch (InvalidSmilesException e) {
            throw new IllegalArgumentException("'" + smiles + "' is no SMILES: " + firstLine(e), e);
        }
        if (smiles.isBlank() || fragment.isEmpty()) {
            throw new IllegalArgumentException("'" + smiles + "' has no atoms; a block has at least one");
        }
        if (fragment.getAtomCount() > MOST_ATOMS) {
            throw new IllegalArgumentException("'" + smiles + "' has " + fragment.getAtomCount()
                    + " atoms; a block has at most " + MOST_ATOMS + " heavy atoms");
        }
        for (IAtom atom : fragment.atoms()) {
            if (atom.getAtomicNumber() <= 1) {
                throw new IllegalArgumentException(
                        "'" + smiles + "' has an atom '" + (atom.getAtomicNumber() == 0 ? "*" : "H")
                                + "'; the atoms of a block are heavy ones, with their hydrogens in brackets or left out");
            }
        }
        if (!ConnectivityChecker.isConnected(fragment)) {
            throw new IllegalArgumentException("'" + smiles + "' is in several pieces; a block is one");
        }
        if (fragment.stereoElements().iterator().hasNext()) {
            throw new IllegalArgumentException(
                    "'" + smiles + "' says which way round it is; blocks are without @, / and \\");
        }
        perceiveAromaticity(fragment);
        return fragment;
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("").strip();
    }

    /** Adds what is perceived to what the text says is aromatic. */
    private static void perceiveAromaticity(IAtomContainer fragment) {
        try {
            IAtomContainer copy = fragment.clone();
            Aromaticity.apply(Aromaticity.Model.Daylight, copy);
            for (int i = 0; i < copy.getBondCount(); i++) {
                IBond bond = fragment.getBond(i);
                bond.setIsAromatic(bond.isAromatic() || copy.getBond(i).isAromatic());
            }
            for (int i = 0; i < copy.getAtomCount(); i++) {
                IAtom atom = fragment.getAtom(i);
                atom.setIsAromatic(atom.isAromatic() || copy.getAtom(i).isAromatic());
            }
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a fragment that can be cloned", e);
        }
    }

    /**
     * Writes a fragment in the one way that all its SMILES lead to.
     *
     * @param fragment the fragment
     * @param places where the place of each atom in the text is written to, [atoms]
     * @return its canonical SMILES, with aromatic symbols
     */
    public String canonical(IAtomContainer fragment, int[] places) {
        try {
            return generator.create(fragment, places);
        } catch (CDKException e) {
            throw new IllegalStateException("a fragment that was read can be written", e);
        }
    }

    /** Tells whether an atom can take one bond more in place of a hydrogen, or by being of higher valence. */
    static boolean canAttach(IAtom atom) {
        return atom.getImplicitHydrogenCount() > 0 || !OF_ONE_VALENCE.contains(atom.getSymbol());
    }

    /**
     * Finds all ways to map a fragment to itself, which keep elements, charges, hydrogens and bonds.
     *
     * @param fragment the fragment
     * @return images of atoms, [symmetries, atoms]
     * @throws IllegalArgumentException if there are more than 100,000
     */
    public static int[][] symmetries(IAtomContainer fragment) {
        Pattern pattern = VentoFoggia.findIdentical(fragment, new AlikeAtoms(), new AlikeBonds());
        List<int[]> found = new ArrayList<>();
        for (int[] match : pattern.matchAll(fragment)) {
            found.add(match.clone());
            if (found.size() > MOST_SYMMETRIES) {
                throw new IllegalArgumentException("it has more than " + MOST_SYMMETRIES + " symmetries");
            }
        }
        return found.toArray(int[][]::new);
    }

    /** Matches element, isotope, charge, hydrogens and whether the atom is aromatic. */
    private static final class AlikeAtoms extends AtomMatcher {
        @Override
        public boolean matches(IAtom one, IAtom two) {
            return one.getAtomicNumber().equals(two.getAtomicNumber())
                    && one.getFormalCharge().equals(two.getFormalCharge())
                    && one.getImplicitHydrogenCount().equals(two.getImplicitHydrogenCount())
                    && java.util.Objects.equals(one.getMassNumber(), two.getMassNumber())
                    && one.isAromatic() == two.isAromatic();
        }
    }

    /** Matches the order of bonds that are not aromatic; all aromatic ones are alike. */
    private static final class AlikeBonds extends BondMatcher {
        @Override
        public boolean matches(IBond one, IBond two) {
            return one.isAromatic() == two.isAromatic() && (one.isAromatic() || one.getOrder() == two.getOrder());
        }
    }
}
