package org.gfn4j.molecules.chemistry;

import java.util.List;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.DfPattern;

/**
 * The octanol-water partition coefficient as a sum over atoms: log P = Σ c(type of atom), hydrogens included (Wildman and
 * Crippen 1999, J. Chem. Inf. Comput. Sci. 39, 868).
 *
 * <p>Thread-safety: immutable.
 */
final class Crippen {
    private final List<Contribution> heavy;
    private final List<Contribution> hydrogens;

    private record Contribution(DfPattern pattern, double value) {}

    Crippen() {
        List<String> lines = Substructures.lines("crippen.txt");
        this.heavy = lines.stream()
                .filter(line -> !isHydrogen(line))
                .map(Crippen::contribution)
                .toList();
        this.hydrogens = lines.stream()
                .filter(Crippen::isHydrogen)
                .map(Crippen::contribution)
                .toList();
    }

    private static boolean isHydrogen(String line) {
        return line.matches("H[0-9S] .*");
    }

    private static Contribution contribution(String line) {
        String[] words = line.split(" ", -1);
        return new Contribution(Substructures.pattern(words[1]), Double.parseDouble(words[2]));
    }

    /** Returns log P, to the base 10. */
    double logP(IAtomContainer molecule) {
        double sum = 0;
        for (IAtom atom : molecule.atoms()) {
            int count = Valences.hydrogens(atom);
            if (count > 0) {
                sum += count * first(hydrogens, atom);
            }
            if (atom.getAtomicNumber() != 1) {
                sum += first(heavy, atom);
            } else if (atom.getBondCount() > 0) {
                sum += first(hydrogens, atom.bonds().iterator().next().getOther(atom));
            } else {
                sum += count > 0 ? first(hydrogens, atom) : alone();
            }
        }
        return sum;
    }

    /** Returns what a hydrogen adds that is bonded to nothing: its last pattern is that of any. */
    private double alone() {
        return hydrogens.get(hydrogens.size() - 1).value;
    }

    private static double first(List<Contribution> contributions, IAtom atom) {
        for (Contribution contribution : contributions) {
            if (contribution.pattern.matchesRoot(atom)) {
                return contribution.value;
            }
        }
        return 0;
    }
}
