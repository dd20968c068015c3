package org.gfn4j.app.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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
