package org.gfn4j.app.report;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the figures of a run say of its model, in a word and a sentence. {@link VerdictRules} states how it comes about.
 *
 * <p>Thread-safety: immutable.
 *
 * @param level the word
 * @param sentence the figures that it rests on and what to do next, one or two whole sentences
 */
public record Verdict(Level level, String sentence) {

    /** How good a model is. */
    public enum Level {
        /** It samples in proportion to the reward, as far as the figures tell. */
        GOOD,
        /** It is measurably away from that. */
        NOT_CONVERGED,
        /** It has given up most of what it should sample, and more of the same training will hardly bring it back. */
        COLLAPSED,
        /** There are no figures to judge by. */
        UNKNOWN,
        /** The method does not aim at sampling in proportion to the reward. */
        NOT_APPLICABLE;

        /**
         * Returns the level as tables show it.
         *
         * @return lower-case words
         */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Counts the levels of some verdicts.
     *
     * @param verdicts the verdicts, at least 1
     * @return a level where all have it, else text such as {@code 2 good, 1 collapsed}
     */
    public static String tally(List<Verdict> verdicts) {
        Map<Level, Long> counts = new EnumMap<>(Level.class);
        verdicts.forEach(verdict -> counts.merge(verdict.level(), 1L, Long::sum));
        return counts.size() == 1
                ? verdicts.get(0).level().words()
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().words())
                        .collect(Collectors.joining(", "));
    }

    /**
     * Returns level and sentence as one line.
     *
     * @return text such as {@code good: The model …}
     */
    public String text() {
        return level.words() + ": " + sentence;
    }

    /**
     * Returns what {@code summary.json} holds.
     *
     * @return {@code level}, in lower case with hyphens, and {@code sentence}
     */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("level", level.words().replace(' ', '-'));
        json.put("sentence", sentence);
        return json;
    }
}
