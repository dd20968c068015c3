package org.gfn4j.app.cli;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives the options of a command the converters of their ranges, and their help its last sentence: default and range.
 *
 * <p>Thread-safety: stateless.
 */
public final class OptionRanges {
    /** What ends a run where a task has no default for the other one. */
    private static final String LENGTH = "iterations";

    private static final String OTHER_LENGTH = "budget";

    private OptionRanges() {}

    /** Completes all options of a command, in place and in their order. */
    public static void complete(CommandSpec command) {
        complete(command, Map.of());
    }

    /**
     * Completes all options of a command, in place and in their order.
     *
     * @param command the command
     * @param defaults other defaults than the initial values, by long names without hyphens
     */
    public static void complete(CommandSpec command, Map<String, String> defaults) {
        List<OptionSpec> options = new ArrayList<>(command.options());
        for (OptionSpec option : options) {
            command.remove(option);
            String key = Setting.keyOf(option.longestName());
            String value = defaults.get(key);
            OptionSpec own = value == null
                    ? option
                    : OptionSpec.builder(option).defaultValue(value).build();
            boolean replaced = key.equals(LENGTH) && defaults.containsKey(OTHER_LENGTH);
            command.addOption(completed(own, !replaced));
        }
    }

    private static OptionSpec completed(OptionSpec option, boolean showDefault) {
        if (option.converters().length > 0) {
            return option; // which says itself what it takes
        }
        Class<?> type = option.type();
        if (type.isEnum()) {
            ChoiceConverter converter = new ChoiceConverter(type.getEnumConstants());
            return OptionSpec.builder(completed(option, showDefault, converter, converter.allowed()))
                    .completionCandidates(converter.names())
                    .build();
        }
        if (option.userObject() instanceof AnnotatedElement field) {
            WholeNumber whole = field.getAnnotation(WholeNumber.class);
            if (whole != null) {
                WholeNumberConverter converter = new WholeNumberConverter(whole.min(), whole.max(), type);
                return completed(option, showDefault, converter, converter.allowed());
            }
            DecimalNumber decimal = field.getAnnotation(DecimalNumber.class);
            if (decimal != null) {
                DecimalNumberConverter converter =
                        new DecimalNumberConverter(decimal.min(), decimal.above(), decimal.max());
                return completed(option, showDefault, converter, converter.allowed());
            }
        }
        return option;
    }

    private static OptionSpec completed(
            OptionSpec option, boolean showDefault, ITypeConverter<?> converter, String allowed) {
        String value = option.initialValue() == null ? null : text(option.initialValue());
        if (option.defaultValue() != null) {
            value = option.defaultValue();
        }
        String last =
                (value == null || !showDefault || option.required() ? "" : "Default " + value + "; ") + allowed + ".";
        String[] description = Arrays.copyOf(option.description(), Math.max(1, option.description().length));
        int end = description.length - 1;
        description[end] = (option.description().length == 0 ? "" : description[end] + " ") + capitalised(last);
        return OptionSpec.builder(option)
                .converters(converter)
                .description(description)
                .build();
    }

    /** Writes a value of an option as a user would. */
    public static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return ChoiceConverter.nameOf(constant);
        }
        return value instanceof Double number ? DecimalNumberConverter.plain(number) : value.toString();
    }

    private static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
