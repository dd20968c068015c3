package org.gfn4j.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options, as settings.
 *
 * <p>Thread-safety: stateless.
 */
public final class OptionValues {
    private OptionValues() {}

    /**
     * Returns the values that options have now, or what is recorded in their place.
     *
     * @param options an object with options
     * @param recorded values in place of those of options, by the names of the options without hyphens; null leaves one out
     * @return values by the names of the options without hyphens, in the order of their declarations: numbers and booleans,
     *     all others as texts; options without a value are left out
     */
    public static Map<String, Object> of(Object options, Map<String, ? extends @Nullable Object> recorded) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionSpec option : CommandSpec.forAnnotatedObject(options).options()) {
            String key = Setting.keyOf(option.longestName());
            Object value = recorded.containsKey(key) ? recorded.get(key) : valueOf(option);
            if (value != null) {
                values.put(key, value instanceof Number || value instanceof Boolean ? value : OptionRanges.text(value));
            }
        }
        return values;
    }

    private static @Nullable Object valueOf(OptionSpec option) {
        Object value = option.getValue();
        return value == null ? option.initialValue() : value;
    }
}
