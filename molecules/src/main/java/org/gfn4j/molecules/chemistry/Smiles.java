package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
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

    private Smiles() {}

    /**
     * Reads a molecule as RDKit does: hydrogens written as atoms are counted at their neighbours; nitro groups, azides, and
     * chlorine and bromine with double bonds to oxygen get charges; aromaticity is perceived anew.
     *
     * @param smiles the SMILES
     * @return the molecule, with its atoms in the order of the text
     * @throws SmilesException if the text is empty, is not SMILES, cannot be given double bonds, or has an atom with more
     *     bonds than the element may have
     */
    public static IAtomContainer parse(String smiles) throws SmilesException {
        IAtomContainer molecule = kekule(smiles);
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
                        + (at + 1) + " does not belong into a SMILES");
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
        AtomContainerManipulator.suppressHydrogens(molecule);
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
        boolean isomeric = molecule.stereoElements().iterator().hasNext();
        for (IAtom atom : molecule.atoms()) {
            isomeric |= atom.getMassNumber() != null;
        }
        return isomeric
                ? withFirstBondsUp(write(inCanonicalOrder(molecule), SmiFlavor.Isomeric | SmiFlavor.UseAromaticSymbols))
                : constitutional(molecule);
    }

    /** Writes a molecule as canonical SMILES without isotopes and stereochemistry. */
    static String constitutional(IAtomContainer molecule) {
        return write(molecule, SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols);
    }

    /** Chooses one of the two ways to write the directions of bonds beside double bonds. */
    private static String withFirstBondsUp(String smiles) {
        try {
            Graph graph = Graph.fromSmiles(smiles).sort(new Graph.VisitHighOrderFirst());
            return Functions.normaliseDirectionalLabels(graph).toSmiles();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the SMILES that was just written: " + smiles, e);
        }
    }

    /** Returns a copy whose order comes from the graph alone, because CDK's isomeric labels need a native library. */
    private static IAtomContainer inCanonicalOrder(IAtomContainer molecule) {
        IAtomContainer copy = Molecules.copy(molecule);
        int[][] graph = GraphUtil.toAdjList(copy);
        long[] labels =
                Canon.label(copy, graph, Canon.basicInvariants(copy, graph, CanonOpts.Default | CanonOpts.AtomicMass));
        IAtom[] atoms = AtomContainerManipulator.getAtomArray(copy);
        Arrays.sort(atoms, Comparator.comparingLong(atom -> labels[atom.getIndex()]));
        copy.setAtoms(atoms);
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

    private static String write(IAtomContainer molecule, int flavour) {
        try {
            return new SmilesGenerator(flavour).create(molecule);
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

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Returns the first line of a message without the SMILES that it repeats. */
    private static String reason(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String rest = line.replaceFirst("^could not parse '.*', ", "").strip().replaceFirst(":$", "");
        return rest.isEmpty() ? "it is not valid" : rest;
    }
}
