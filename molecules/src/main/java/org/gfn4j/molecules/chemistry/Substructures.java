package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openscience.cdk.AtomRef;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.DfPattern;
import org.openscience.cdk.isomorphism.matchers.Expr;
import org.openscience.cdk.isomorphism.matchers.QueryAtom;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.Smarts;

/**
 * Patterns from SMARTS, which see the aromatic and ring flags that a molecule has.
 *
 * <p>Thread-safety: stateless; threads may share the patterns.
 */
final class Substructures {
    private static final String COMMENT = "# ";

    private Substructures() {}

    /**
     * Makes a pattern.
     *
     * @param smarts a valid SMARTS
     * @return the pattern
     */
    static DfPattern pattern(String smarts) {
        return DfPattern.findSubstructure(query(smarts));
    }

    /** Returns the query of a valid SMARTS, its atoms in the order of the text. */
    static IAtomContainer query(String smarts) {
        IAtomContainer query = SilentChemObjectBuilder.getInstance().newAtomContainer();
        if (!Smarts.parse(query, smarts)) {
            throw new IllegalArgumentException("the SMARTS '" + smarts + "' is not valid");
        }
        IAtomContainer methane = SilentChemObjectBuilder.getInstance().newAtomContainer();
        prepare(query, methane.newAtom(6, 4));
        return query;
    }

    /** Returns what an atom of a query must be. */
    static Expr expression(IAtom atom) {
        return ((QueryAtom) AtomRef.deref(atom)).getExpression();
    }

    /** Lets recursive patterns be made now, which CDK would do on first use and without care for threads. */
    private static void prepare(IAtomContainer query, IAtom any) {
        for (IAtom atom : query.atoms()) {
            prepare(expression(atom), any);
        }
    }

    private static void prepare(Expr expression, IAtom any) {
        switch (expression.type()) {
            case RECURSIVE -> {
                prepare(expression.subquery(), any);
                expression.matches(any);
            }
            case AND, OR -> {
                prepare(expression.left(), any);
                prepare(expression.right(), any);
            }
            case NOT -> prepare(expression.left(), any);
            default -> {}
        }
    }

    /** Returns the lines of a text beside this class, without comments. */
    static List<String> lines(String resource) {
        try (InputStream in = Substructures.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource '" + resource + "' is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(COMMENT))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource '" + resource + "'", e);
        }
    }
}
