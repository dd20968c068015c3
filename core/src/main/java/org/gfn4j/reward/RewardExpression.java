package org.gfn4j.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reward or several, as a user writes them: {@code qed}, {@code exec:python3 score.py}, {@code qed*0.5 + seh[0..8]*0.5} or
 * {@code qed * tpsa:40..90^2}.
 *
 * <p>A term is a name, perhaps with an argument after a colon, limits in brackets, and a weight: a factor in a sum, a power in a
 * product. An argument in quotes may hold anything; one without ends at a blank, {@code *}, {@code ^}, {@code [} or {@code +},
 * but the command of {@code exec} extends to the end of the text.
 *
 * <p>Thread-safety: immutable.
 *
 * @param combination how the terms are combined; null where there is a single one that is taken as it is
 * @param terms the terms, at least one
 */
public record RewardExpression(CombinedReward.@Nullable Combination combination, List<Term> terms) {
    /** The name whose argument is a command line. */
    public static final String PROGRAM = "exec";

    private static final String FORM =
            "a sum is written 'qed*0.5 + seh[0..8]*0.5', a product 'qed * seh[0..8]^2'; an argument with blanks or one of"
                    + " + * ^ [ needs quotes, such as exec:\"python3 score.py\"[0..1]*0.5";
    private static final String NUMBER = "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final Pattern ARGUMENT = Pattern.compile("(?:[^\\s*^\\[+]|(?<=[0-9][eE])\\+)+");
    private static final Pattern LIMITS =
            Pattern.compile("\\s*\\[\\s*(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*\\]");
    private static final Pattern FACTOR = Pattern.compile("\\s*\\*\\s*(" + NUMBER + ")");
    private static final Pattern POWER = Pattern.compile("\\s*\\^\\s*(" + NUMBER + ")");
    private static final Pattern OPERATOR = Pattern.compile("\\s*([+*])\\s*");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    /** What belongs to an expression and hardly to a command: limits at the end of a term, and a sign between two terms. */
    private static final Pattern BEHIND_COMMAND =
            Pattern.compile(LIMITS + "\\s*(?:[*^]\\s*" + NUMBER + "\\s*)?(?:$|[+*]\\s*[A-Za-z])|\\s[+*]\\s+[A-Za-z]");

    /**
     * One of the rewards.
     *
     * @param name what is before the colon
     * @param argument what is after it, without quotes; null where there is no colon
     * @param limits what is scaled to 0 and 1; null where none are given
     * @param weight the factor or power, positive and finite, 1 where none is given
     */
    public record Term(
            String name,
            @Nullable String argument,
            @Nullable Limits limits,
            double weight) {

        /**
         * Returns the name with its argument.
         *
         * @return the text without quotes, limits and weight
         */
        public String reward() {
            return argument == null ? name : name + ":" + argument;
        }
    }

    /** Makes an expression. */
    public RewardExpression {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || (combination == null && terms.size() > 1)) {
            throw new IllegalArgumentException("an expression must have one term, or several that are combined");
        }
    }

    /**
     * Reads an expression.
     *
     * @param text what a user writes
     * @return the expression
     * @throws IllegalArgumentException if it is none; the message quotes what is wrong and says what is allowed
     */
    public static RewardExpression parse(String text) {
        return new Reader(text).read();
    }

    /**
     * Returns this expression with other terms.
     *
     * @param change makes a term of each
     * @return an expression with the same combination
     */
    public RewardExpression withTerms(UnaryOperator<Term> change) {
        return new RewardExpression(combination, terms.stream().map(change).toList());
    }

    /**
     * Returns the expression in one form, however it was written.
     *
     * @return a text that {@link #parse} reads as this expression
     */
    public String text() {
        if (combination == null) {
            return text(terms.get(0), terms.get(0).name.equals(PROGRAM));
        }
        boolean sum = combination == CombinedReward.Combination.SUM;
        return terms.stream()
                .map(term -> text(term, false)
                        + (term.limits == null ? "" : "[" + term.limits.low() + ".." + term.limits.high() + "]")
                        + (sum ? "*" : "^")
                        + term.weight)
                .collect(Collectors.joining(sum ? " + " : " * "));
    }

    @Override
    public String toString() {
        return text();
    }

    private static String text(Term term, boolean toTheEnd) {
        String argument = term.argument;
        if (argument == null || (toTheEnd && !startsWithQuote(argument) && commandEnd(argument) < 0)) {
            return term.reward();
        }
        boolean plain = !term.name.equals(PROGRAM)
                && !startsWithQuote(argument)
                && ARGUMENT.matcher(argument).matches();
        String quote = argument.contains("\"") ? "'" : "\"";
        return term.name + ":" + (plain ? argument : quote + argument + quote);
    }

    /** Returns where the command ends of a text in which more of an expression seems to follow; -1 where nothing does. */
    private static int commandEnd(String text) {
        String unquoted = QUOTED.matcher(text)
                .replaceAll(quote -> "x".repeat(quote.group().length()));
        Matcher behind = BEHIND_COMMAND.matcher(unquoted);
        return behind.find() ? behind.start() : -1;
    }

    private static boolean startsWithQuote(String text) {
        return text.startsWith("\"") || text.startsWith("'");
    }

    /** Reads one text, from left to right. */
    private static final class Reader {
        private final String text;
        private final List<Term> terms = new ArrayList<>();
        private CombinedReward.@Nullable Combination combination;
        private int place;

        Reader(String text) {
            this.text = text.strip();
        }

        RewardExpression read() {
            terms.add(term());
            while (place < text.length()) {
                Matcher operator = take(OPERATOR);
                if (operator == null) {
                    throw wrong("'" + text.substring(place).strip() + "' must not continue after '"
                            + text.substring(0, place) + "'");
                }
                combine(operator.group(1).equals("+"));
                terms.add(term());
            }
            boolean scaled = terms.get(0).limits != null;
            return new RewardExpression(
                    combination == null && scaled ? CombinedReward.Combination.SUM : combination, terms);
        }

        private Term term() {
            Matcher name = take(NAME);
            if (name == null) {
                throw wrong(
                        place == text.length()
                                ? "a reward is missing at the end"
                                : "a reward must stand where '" + text.substring(place) + "' is");
            }
            String argument = argument(name.group());
            Matcher ends = take(LIMITS);
            Limits limits = ends == null ? null : limits(ends);
            Matcher factor = take(FACTOR);
            Matcher power = factor == null ? take(POWER) : null;
            Matcher weight = factor == null ? power : factor;
            if (weight != null) {
                combine(weight == factor);
            }
            return new Term(name.group(), argument, limits, weight == null ? 1 : weight(weight.group(1)));
        }

        private @Nullable String argument(String name) {
            if (place == text.length() || text.charAt(place) != ':') {
                return null;
            }
            place++;
            int start = place;
            char quote = place < text.length() ? text.charAt(place) : ' ';
            int end = quote == '"' || quote == '\'' ? text.indexOf(quote, start + 1) : -1;
            if (end >= 0) {
                place = end + 1;
                return text.substring(start + 1, end);
            }
            if (name.equals(PROGRAM)) {
                place = text.length();
                String command = text.substring(start).strip();
                requireCommandAlone(command);
                return command;
            }
            Matcher plain = take(ARGUMENT);
            return plain == null ? "" : plain.group();
        }

        private void requireCommandAlone(String command) {
            int end = commandEnd(command);
            if (end >= 0) {
                String sign = command.substring(0, end).contains("\"") ? "'" : "\"";
                throw new IllegalArgumentException("'" + text
                        + "' is not a reward: a command without quotes extends to the end of the text, so '"
                        + command.substring(end).strip()
                        + "' would be a part of it; put the command in quotes: " + PROGRAM + ":" + sign
                        + command.substring(0, end) + sign + command.substring(end)
                        + ", or all of it, where it is a part of it");
            }
        }

        private Limits limits(Matcher ends) {
            try {
                return new Limits(Double.parseDouble(ends.group(1)), Double.parseDouble(ends.group(2)));
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }

        private double weight(String number) {
            double weight = Double.parseDouble(number);
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw wrong("a weight must be positive and finite, but is " + number);
            }
            return weight;
        }

        private void combine(boolean sum) {
            CombinedReward.Combination own = sum ? CombinedReward.Combination.SUM : CombinedReward.Combination.PRODUCT;
            if (combination != null && combination != own) {
                throw wrong("it mixes a sum and a product");
            }
            combination = own;
        }

        private @Nullable Matcher take(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            matcher.region(place, text.length()).useTransparentBounds(true);
            if (!matcher.lookingAt()) {
                return null;
            }
            place = matcher.end();
            return matcher;
        }

        private IllegalArgumentException wrong(String reason) {
            return new IllegalArgumentException("'" + text + "' is not a reward: " + reason + "; " + FORM);
        }
    }
}
