package org.gfn4j.app.reward;

import org.gfn4j.reward.RewardExpression;
import org.gfn4j.reward.RewardExpression.Term;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the text of a reward. A task says which terms it knows.
 *
 * <p>Thread-safety: stateless.
 */
public abstract class RewardConverter implements ITypeConverter<RewardExpression> {

    /** Makes a converter. */
    protected RewardConverter() {}

    @Override
    public final RewardExpression convert(String value) {
        RewardExpression expression;
        try {
            expression = RewardExpression.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
        try {
            expression.terms().forEach(this::check);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + value + "' is not a reward: " + e.getMessage());
        }
        return expression;
    }

    /**
     * Checks a term, without looking for what it names.
     *
     * @param term the term
     * @throws IllegalArgumentException if the task does not know it; the message says which it knows
     */
    protected abstract void check(Term term);
}
