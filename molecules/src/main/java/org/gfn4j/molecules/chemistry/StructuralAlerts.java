package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.DfPattern;
import org.openscience.cdk.isomorphism.matchers.Expr;

/**
 * The 116 unwanted substructures of Bickerton et al. 2012, Nature Chemistry 4, 90.
 *
 * <p>CDK would find all rings again for each atom that is compared with a number of rings, as in {@code [CR2]}. So such
 * atoms are looked for as {@code [CR]}, and their rings are counted once for a molecule.
 *
 * <p>Thread-safety: immutable.
 */
final class StructuralAlerts {
    private static final Pattern RING_COUNT = Pattern.compile("(?<=[A-Za-z0-9])R([1-9])");
    private static final int CHARGED = 0;

    private final List<Alert> alerts;

    StructuralAlerts() {
        this.alerts = Substructures.lines("structural-alerts.txt").stream()
                .map(Alert::of)
                .toList();
    }

    /**
     * Returns which substructures there are.
     *
     * @param molecule a molecule with its flags set
     * @return their numbers, in ascending order
     */
    List<Integer> in(IAtomContainer molecule) {
        long elements = elements(molecule);
        double[] ringCounts = null;
        List<Integer> found = new ArrayList<>();
        for (int number = 0; number < alerts.size(); number++) {
            Alert alert = alerts.get(number);
            if ((alert.elements & ~elements) != 0) {
                continue;
            }
            if (alert.ringCounts.length == 0) {
                if (alert.pattern.matches(molecule)) {
                    found.add(number);
                }
            } else {
                ringCounts = ringCounts == null ? ringCounts(molecule) : ringCounts;
                if (alert.matches(molecule, ringCounts)) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    /** Returns a set of bits: one for each element up to 63 that is there, and bit 0 if there is a charge. */
    private static long elements(IAtomContainer molecule) {
        long bits = 0;
        for (IAtom atom : molecule.atoms()) {
            bits |= bit(atom.getAtomicNumber());
            bits |= atom.getFormalCharge() == 0 ? 0 : 1L << CHARGED;
        }
        return bits;
    }

    private static long bit(int element) {
        return element < Long.SIZE ? 1L << element : 0;
    }

    private static double[] ringCounts(IAtomContainer molecule) {
        double[] counts = new double[molecule.getAtomCount()];
        RingFamilies.of(molecule).forEach(family -> family.count(counts));
        return counts;
    }

    /**
     * A substructure.
     *
     * @param pattern what is looked for
     * @param elements elements without which there is no match, as bits
     * @param ringCounts the number of rings each of its atoms must be in, or 0, [atoms]; empty if none matters
     */
    private record Alert(DfPattern pattern, long elements, int[] ringCounts) {
        static Alert of(String smarts) {
            Matcher ringCount = RING_COUNT.matcher(smarts);
            IAtomContainer query = Substructures.query(ringCount.replaceAll("R"));
            int[] counts = ringCount.reset().find() ? counts(Substructures.query(smarts)) : new int[0];
            long elements = 0;
            for (int atom = 0; atom < query.getAtomCount(); atom++) {
                elements |= required(Substructures.expression(query.getAtom(atom)));
            }
            return new Alert(DfPattern.findSubstructure(query), elements, counts);
        }

        private static int[] counts(IAtomContainer query) {
            int[] counts = new int[query.getAtomCount()];
            for (int atom = 0; atom < counts.length; atom++) {
                counts[atom] = count(Substructures.expression(query.getAtom(atom)));
            }
            return counts;
        }

        /** Returns the number of rings; alternatives of one atom all have the same. */
        private static int count(Expr expression) {
            return switch (expression.type()) {
                case RING_COUNT -> expression.value();
                case AND, OR -> Math.max(count(expression.left()), count(expression.right()));
                default -> 0;
            };
        }

        private static long required(Expr expression) {
            return switch (expression.type()) {
                case ELEMENT, ALIPHATIC_ELEMENT, AROMATIC_ELEMENT -> bit(expression.value());
                case FORMAL_CHARGE -> expression.value() == 0 ? 0 : 1L << CHARGED;
                case AND -> required(expression.left()) | required(expression.right());
                case OR -> required(expression.left()) & required(expression.right());
                default -> 0;
            };
        }

        boolean matches(IAtomContainer molecule, double[] counts) {
            double largest = Arrays.stream(counts).max().orElse(0);
            if (largest < Arrays.stream(ringCounts).max().orElse(0)) {
                return false;
            }
            for (int[] mapping : pattern.matchAll(molecule)) {
                boolean same = true;
                for (int atom = 0; atom < mapping.length && same; atom++) {
                    same = ringCounts[atom] == 0 || ringCounts[atom] == counts[mapping[atom]];
                }
                if (same) {
                    return true;
                }
            }
            return false;
        }
    }
}
