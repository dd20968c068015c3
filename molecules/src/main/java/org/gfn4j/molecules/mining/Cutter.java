package org.gfn4j.molecules.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.molecules.chemistry.Hydrogens;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * Cuts molecules into ring systems, linkers and substituents.
 *
 * <p>A bond is cut if it is single, in no ring, not between two charged atoms, and either has an end in a ring or joins
 * two carbons outside rings that each have another heavy neighbour. So a ring system keeps what is double bonded to it;
 * a methyl, ethyl or trifluoromethyl group stays whole; a chain falls apart between its functional groups. Each end of a
 * cut gets a hydrogen.
 *
 * <p>Thread-safety: not thread-safe.
 */
final class Cutter {
    private final SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());

    /**
     * A piece of a molecule.
     *
     * @param structure its atoms, with a hydrogen in place of each bond that was cut
     * @param cuts how many bonds were cut at each atom, [atoms]
     */
    record Piece(IAtomContainer structure, int[] cuts) {}

    /**
     * Reads a molecule and cuts it; stereochemistry and isotopes of hydrogen are left out.
     *
     * @throws IllegalArgumentException if the text is no SMILES
     */
    List<Piece> pieces(String smiles) {
        IAtomContainer molecule;
        try {
            molecule = Hydrogens.allCounted(parser.parseSmiles(smiles));
        } catch (InvalidSmilesException e) {
            String message = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            throw new IllegalArgumentException("'" + smiles + "' is no SMILES: " + message, e);
        }
        Cycles.markRingAtomsAndBonds(molecule);
        Aromaticity.apply(Aromaticity.Model.Daylight, molecule);
        int[] pieceOfAtom = new int[molecule.getAtomCount()];
        Arrays.fill(pieceOfAtom, -1);
        List<Piece> pieces = new ArrayList<>();
        for (IAtom atom : molecule.atoms()) {
            if (pieceOfAtom[atom.getIndex()] < 0) {
                collect(atom, pieces.size(), pieceOfAtom);
                pieces.add(piece(molecule, pieces.size(), pieceOfAtom));
            }
        }
        return pieces;
    }

    private static boolean isCut(IBond bond) {
        if (bond.isInRing() || bond.getOrder() != IBond.Order.SINGLE) {
            return false;
        }
        IAtom begin = bond.getBegin();
        IAtom end = bond.getEnd();
        if (begin.getFormalCharge() != 0 && end.getFormalCharge() != 0) {
            return false;
        }
        if (begin.isInRing() || end.isInRing()) {
            return true;
        }
        return isCarbon(begin) && isCarbon(end) && begin.getBondCount() > 1 && end.getBondCount() > 1;
    }

    private static boolean isCarbon(IAtom atom) {
        return atom.getAtomicNumber() == IAtom.C;
    }

    private static void collect(IAtom start, int piece, int[] pieceOfAtom) {
        List<IAtom> found = new ArrayList<>(List.of(start));
        pieceOfAtom[start.getIndex()] = piece;
        for (int next = 0; next < found.size(); next++) {
            for (IBond bond : found.get(next).bonds()) {
                IAtom other = bond.getOther(found.get(next));
                if (!isCut(bond) && pieceOfAtom[other.getIndex()] < 0) {
                    pieceOfAtom[other.getIndex()] = piece;
                    found.add(other);
                }
            }
        }
    }

    private static Piece piece(IAtomContainer molecule, int piece, int[] pieceOfAtom) {
        IAtomContainer structure = molecule.getBuilder().newAtomContainer();
        int[] newIndices = new int[pieceOfAtom.length];
        List<Integer> cuts = new ArrayList<>();
        for (IAtom atom : molecule.atoms()) {
            if (pieceOfAtom[atom.getIndex()] == piece) {
                newIndices[atom.getIndex()] = structure.getAtomCount();
                int cutHere = 0;
                for (IBond bond : atom.bonds()) {
                    cutHere += isCut(bond) ? 1 : 0;
                }
                cuts.add(cutHere);
                IAtom copy = structure.newAtom(atom.getAtomicNumber(), atom.getImplicitHydrogenCount() + cutHere);
                copy.setFormalCharge(atom.getFormalCharge());
                copy.setMassNumber(atom.getMassNumber());
                copy.setIsAromatic(atom.isAromatic());
            }
        }
        for (IBond bond : molecule.bonds()) {
            int begin = bond.getBegin().getIndex();
            int end = bond.getEnd().getIndex();
            if (pieceOfAtom[begin] == piece && pieceOfAtom[end] == piece && !isCut(bond)) {
                IBond copy = structure.newBond(
                        structure.getAtom(newIndices[begin]), structure.getAtom(newIndices[end]), bond.getOrder());
                copy.setIsAromatic(bond.isAromatic());
            }
        }
        return new Piece(structure, cuts.stream().mapToInt(Integer::intValue).toArray());
    }
}
