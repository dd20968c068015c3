package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gfn4j.text.VisibleText;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.graph.GraphUtil;
import org.openscience.cdk.graph.invariant.Canon;
import org.openscience.cdk.graph.invariant.CanonOpts;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;
import uk.ac.ebi.beam.Functions;
import uk.ac.ebi.beam.Graph;

/**
 * Molecules from SMILES and SMILES from molecules.
 *
 * <p>All molecules of this package are Kekulé structures with their aromatic and ring flags set, in RDKit's aromaticity
 * model, and hydrogens counted at their atoms.
 *
 * <p>Thread-safety: stateless.
 */
public final class Smiles {
    private static final int LONGEST_SHOWN = 120;
    private static final int CONSTITUTIONAL = SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols;
    private static final int ISOMERIC = SmiFlavor.Isomeric | SmiFlavor.UseAromaticSymbols;

    private Smiles() {}

    /**
     * Reads a molecule as RDKit does: hydrogens written as atoms are counted at their neighbours; nitro groups, azides, and
     * chlorine and bromine with double bonds to oxygen get charges; aromaticity is perceived again.
     *
     * @param smiles the SMILES
     * @return the molecule, with its atoms in the order of the text
     * @throws SmilesException if the text is empty, is not SMILES, cannot be given double bonds, or has an atom with more
     *     bonds than the element may have, or is too long for the stack
     */
    public static IAtomContainer parse(String smiles) throws SmilesException {
        IAtomContainer molecule;
        try {
            molecule = kekule(smiles);
        } catch (StackOverflowError e) {
            throw new SmilesException("cannot read the SMILES '" + shown(smiles)
                    + "': its chains are too long for the stack of this JVM, which -Xss makes larger");
        }
        String fault = Valences.fault(molecule);
        if (fault != null) {
            throw new SmilesException("cannot read the SMILES '" + shown(smiles) + "': " + fault);
        }
        Aromatization.apply(molecule);
        return molecule;
    }

    /** Reads a molecule with double bonds at their places, aromatic flags as written and valences as they are. */
    static IAtomContainer kekule(String smiles) throws SmilesException {
        String text = smiles.strip();
        if (text.isEmpty()) {
            throw new SmilesException("cannot read a SMILES, because the text is empty");
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) <= ' ' || text.charAt(at) > '~') {
                throw new SmilesException("cannot read the SMILES '" + shown(text) + "': the character at position "
                        + (at + 1) + " does not belong in a SMILES");
            }
        }
        IAtomContainer molecule;
        try {
            molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(text);
        } catch (InvalidSmilesException e) {
            throw new SmilesException("cannot read the SMILES '" + shown(text) + "': " + reason(e.getMessage()));
        } catch (RuntimeException e) {
            throw new SmilesException("cannot read the SMILES '" + shown(text) + "': " + reason(e.toString()));
        }
        if (molecule.isEmpty()) {
            throw new SmilesException("cannot read the SMILES '" + shown(text) + "': it has no atom");
        }
        for (IAtom atom : molecule.atoms()) {
            if (atom.getAtomicNumber() == null || atom.getAtomicNumber() == 0) {
                throw new SmilesException("cannot read the SMILES '" + shown(text) + "': atom " + (atom.getIndex() + 1)
                        + " is '*', which stands for no element");
            }
        }
        Hydrogens.count(molecule);
        separateCharges(molecule);
        return molecule;
    }

    /**
     * Writes a molecule as canonical SMILES with lower-case aromatic atoms, isotopes and stereochemistry.
     *
     * <p>It does not depend on the order of atoms and bonds, with two rare exceptions: rings whose bonds alternate without
     * being aromatic, as in cyclooctatetraene, and stereocentres that nothing but each other tells apart.
     *
     * @param molecule a molecule with its aromatic flags set
     * @return the SMILES
     */
    public static String canonical(IAtomContainer molecule) {
        if (!isIsomeric(molecule)) {
            return constitutional(molecule);
        }
        int[] places = new int[molecule.getAtomCount()];
        int[] order = canonicalOrder(molecule, new long[places.length]);
        return withFirstBondsUp(write(inOrder(molecule, order), ISOMERIC, places), places);
    }

    /**
     * Writes a molecule as canonical SMILES and says where its atoms stand in it. Marks do not change the SMILES, but they
     * decide between orders that symmetry makes equal: the same molecule with the same marks, up to symmetry, has the same
     * marked places. The exceptions are those of {@link #canonical(IAtomContainer)}.
     *
     * @param molecule a molecule with its aromatic flags set, unchanged
     * @param marked the indices of the atoms that are marked, in any order
     * @return the SMILES and the order of its atoms
     * @throws IndexOutOfBoundsException if there is no such atom
     */
    public static CanonicalSmiles ordered(IAtomContainer molecule, int... marked) {
        int atoms = molecule.getAtomCount();
        long[] marks = new long[atoms];
        for (int atom : marked) {
            marks[Objects.checkIndex(atom, atoms)] = 1;
        }
        // CDK breaks ties by the order that it is given, so that order must be canonical and tell marked atoms apart.
        int[] order = canonicalOrder(molecule, marks);
        IAtomContainer copy = inOrder(molecule, order);
        int[] places = new int[atoms];
        String smiles;
        if (isIsomeric(copy)) {
            int[] isomericOrder = canonicalOrder(copy, new long[atoms]);
            String unsorted = write(inOrder(copy, isomericOrder), ISOMERIC, places);
            int[] sortedPlaces = new int[atoms];
            smiles = withFirstBondsUp(unsorted, sortedPlaces);
            order = composed(order, composed(isomericOrder, composed(inverse(places), inverse(sortedPlaces))));
        } else {
            smiles = write(copy, CONSTITUTIONAL, places);
            order = composed(order, inverse(places));
        }
        return new CanonicalSmiles(smiles, order);
    }

    private static int[] composed(int[] first, int[] then) {
        return Arrays.stream(then).map(index -> first[index]).toArray();
    }

    private static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    private static boolean isIsomeric(IAtomContainer molecule) {
        boolean isomeric = molecule.stereoElements().iterator().hasNext();
        for (IAtom atom : molecule.atoms()) {
            isomeric |= atom.getMassNumber() != null;
        }
        return isomeric;
    }

    /** Writes a molecule as canonical SMILES without isotopes and stereochemistry. */
    static String constitutional(IAtomContainer molecule) {
        return write(molecule, CONSTITUTIONAL, new int[molecule.getAtomCount()]);
    }

    /** Chooses one of the two ways to write the directions of bonds beside double bonds, and says where the atoms went. */
    private static String withFirstBondsUp(String smiles, int[] places) {
        try {
            Graph graph = Graph.fromSmiles(smiles).sort(new Graph.VisitHighOrderFirst());
            return Functions.normaliseDirectionalLabels(graph).toSmiles(places);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the SMILES that was just written: " + smiles, e);
        }
    }

    /** Returns an order of the atoms that comes from the graph and the marks alone. CDK's isomeric labels need a native library. */
    private static int[] canonicalOrder(IAtomContainer molecule, long[] marks) {
        int[][] graph = GraphUtil.toAdjList(molecule);
        long[] invariants = Canon.basicInvariants(molecule, graph, CanonOpts.Default | CanonOpts.AtomicMass);
        Arrays.setAll(invariants, atom -> 2 * invariants[atom] + marks[atom]);
        long[] labels = Canon.label(molecule, graph, invariants);
        return IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingLong(atom -> labels[atom]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns a copy with atoms in an order and bonds in that of their atoms. */
    private static IAtomContainer inOrder(IAtomContainer molecule, int[] order) {
        IAtomContainer copy = Molecules.copy(molecule);
        copy.setAtoms(Arrays.stream(order).mapToObj(copy::getAtom).toArray(IAtom[]::new));
        IBond[] bonds = AtomContainerManipulator.getBondArray(copy);
        Arrays.sort(
                bonds,
                Comparator.comparingInt((IBond bond) -> Math.min(
                                bond.getBegin().getIndex(), bond.getEnd().getIndex()))
                        .thenComparingInt(bond -> Math.max(
                                bond.getBegin().getIndex(), bond.getEnd().getIndex())));
        copy.setBonds(bonds);
        return copy;
    }

    /**
     * Reads a SMILES and writes it in canonical form.
     *
     * @param smiles the SMILES
     * @return the canonical SMILES
     * @throws SmilesException as {@link #parse} does
     */
    public static String canonical(String smiles) throws SmilesException {
        return canonical(parse(smiles));
    }

    /** Writes a SMILES and says at which place of it each atom stands. */
    private static String write(IAtomContainer molecule, int flavour, int[] places) {
        try {
            return new SmilesGenerator(flavour).create(molecule, places);
        } catch (CDKException e) {
            throw new IllegalArgumentException("cannot write a molecule as SMILES: " + e.getMessage(), e);
        }
    }

    /** Writes N(=O)=O as [N+](=O)[O-], N=N#N as N=[N+]=[N-] and Cl(=O)(=O)=O as [Cl+3]([O-])([O-])[O-]. */
    private static void separateCharges(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            switch (atom.getAtomicNumber()) {
                case 7 -> {
                    if (atom.getFormalCharge() == 0 && Valences.valence(atom) == 5) {
                        separateFirst(atom);
                    }
                }
                case 17, 35 -> {
                    while (atom.getBondCount() > 1 && separateFirst(atom)) {
                        // once for each oxygen
                    }
                }
                default -> {}
            }
        }
    }

    /** Takes one from the order of the first bond to =O or ≡N at the end of a chain, and gives both atoms a charge. */
    private static boolean separateFirst(IAtom atom) {
        for (IBond bond : atom.bonds()) {
            IAtom other = bond.getOther(atom);
            boolean oxide = bond.getOrder() == IBond.Order.DOUBLE && other.getAtomicNumber() == 8;
            boolean azide = bond.getOrder() == IBond.Order.TRIPLE && other.getAtomicNumber() == 7;
            if ((oxide || azide) && other.getBondCount() == 1 && other.getFormalCharge() == 0) {
                bond.setOrder(azide ? IBond.Order.DOUBLE : IBond.Order.SINGLE);
                atom.setFormalCharge(atom.getFormalCharge() + 1);
                other.setFormalCharge(-1);
                return true;
            }
        }
        return false;
    }

    private static String shown(String smiles) {
        String text = VisibleText.line(smiles);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Returns the first line of a message without the SMILES that it repeats. */
    private static String reason(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String rest = line.replaceFirst("^could not parse '.*', ", "").strip().replaceFirst(":$", "");
        return rest.isEmpty() ? "it is not valid" : rest;
    }
}
