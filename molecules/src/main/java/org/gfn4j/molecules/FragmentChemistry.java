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
 * What a vocabulary needs to know of the chemistry of its fragments.
 *
 * <p>Thread-safety: not thread-safe.
 */
final class FragmentChemistry {
    /** How many heavy atoms a fragment can have. */
    static final int MOST_ATOMS = 100;

    private static final int MOST_SYMMETRIES = 100_000;

    /** Elements that take no bond more than their usual ones. */
    private static final Set<String> OF_ONE_VALENCE = Set.of("C", "N", "O", "F", "Cl", "Br", "I");

    private final SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
    private final SmilesGenerator generator = new SmilesGenerator(SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols);

    /**
     * Reads a fragment; atoms keep the order of the text.
     *
     * @throws IllegalArgumentException if it is no fragment that can be a block; the message is a clause
     */
    IAtomContainer parse(String smiles) {
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

    /** Writes a fragment in the one way that all its SMILES lead to. */
    String canonical(IAtomContainer fragment) {
        try {
            return generator.create(fragment);
        } catch (CDKException e) {
            throw new IllegalStateException("a fragment that was read can be written", e);
        }
    }

    /** Tells whether an atom can take one bond more in place of a hydrogen, or by being of higher valence. */
    static boolean canAttach(IAtom atom) {
        return atom.getImplicitHydrogenCount() > 0 || !OF_ONE_VALENCE.contains(atom.getSymbol());
    }

    /**
     * Finds all ways to map a fragment to itself.
     *
     * @return images of atoms, [symmetries, atoms]
     */
    static int[][] symmetries(IAtomContainer fragment) {
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
