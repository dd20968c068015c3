package org.gfn4j.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.model.ShapeSetting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options for the shape of an engine's networks, one for each of its settings.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class ShapeOptions {
    private final List<ShapeSetting<?>> shape;
    private final CommandSpec spec = CommandSpec.create();

    /**
     * Makes the options.
     *
     * @param shape the settings of an engine
     */
    public ShapeOptions(List<ShapeSetting<?>> shape) {
        this.shape = shape;
        shape.forEach(setting -> spec.addOption(option(setting)));
    }

    private static <T> OptionSpec option(ShapeSetting<T> setting) {
        OptionSpec.Builder option = OptionSpec.builder("--" + setting.option());
        String allowed;
        if (setting.choices().isEmpty()) {
            WholeNumberConverter converter = new WholeNumberConverter(setting.min(), setting.max(), Integer.class);
            allowed = converter.allowed();
            option.type(Integer.class).converters(converter).paramLabel("NUMBER");
        } else {
            ChoiceConverter converter = new ChoiceConverter(setting.choices().toArray());
            allowed = converter.allowed();
            option.type(Object.class).converters(converter).paramLabel("NAME").completionCandidates(converter.names());
        }
        return option.initialValue(setting.value())
                .defaultValue(OptionRanges.text(setting.value()))
                .description(setting.description() + " Default ${DEFAULT-VALUE}; " + allowed + ".")
                .build();
    }

    /**
     * Returns the options for picocli: what a field with {@code @Mixin} holds.
     *
     * @return the options, whose values are read here
     */
    public CommandSpec spec() {
        return spec;
    }

    /**
     * Returns the shape that was requested.
     *
     * @return values by the names that the engine has for its settings
     */
    public Map<String, Object> shape() {
        Map<String, Object> values = new LinkedHashMap<>();
        shape.forEach(setting -> values.put(setting.name(), value(setting)));
        return values;
    }

    private Object value(ShapeSetting<?> setting) {
        Object value = spec.findOption(setting.option()).getValue();
        return value == null ? setting.value() : value;
    }
}
