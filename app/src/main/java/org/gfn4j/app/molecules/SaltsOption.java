package org.gfn4j.app.molecules;

import java.io.PrintWriter;
import java.util.List;
import org.gfn4j.molecules.chemistry.Salts;
import picocli.CommandLine.Option;

/**
 * What is scored of salts, mixtures and molecules with metals.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class SaltsOption {
    @Option(
            names = "--salts",
            paramLabel = "CHOICE",
            description =
                    "How to score a molecule with several components, such as a salt, or with a metal: whole, all of "
                            + "it; largest-fragment, the component with most atoms; refuse, not at all. Default "
                            + "whole.")
    private Salts salts = Salts.WHOLE;

    /** Returns the choice. */
    Salts choice() {
        return salts;
    }

    /**
     * Says how salts and the like were dealt with, if there are any.
     *
     * @param peculiarities what each of such molecules has, after its SMILES
     * @param molecules how many molecules there are
     * @param err where it is said
     */
    void say(List<String> peculiarities, int molecules, PrintWriter err) {
        if (!peculiarities.isEmpty()) {
            err.println("gfn4j: " + peculiarities.size() + " of " + molecules
                    + " molecules have several components or a metal, the first " + peculiarities.get(0) + "; "
                    + switch (salts) {
                        case WHOLE -> "all components are scored together; --salts has other choices";
                        case LARGEST_FRAGMENT -> "of each, only the component with most atoms is scored";
                        case REFUSE -> "they are refused";
                    });
        }
    }
}
