package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Task;

/**
 * A method as {@code compare} names it, and the options that it stands for.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name its name, such as {@code mh} or {@code gflownet-tb}
 * @param settings values as they are written, by the long name of the option without hyphens
 */
public record MethodChoice(String name, Map<String, String> settings) {
    private static final String FLOW_NETWORK = "gflownet-";

    /**
     * Finds the methods of a comparison.
     *
     * @param text what was written after {@code --methods}, names with commas between them
     * @param task the task
     * @throws WrongOptionException if a name is not known or stands twice; the message says which there are
     */
    public static List<MethodChoice> parse(String text, Task task) {
        List<String> known = names(task);
        List<MethodChoice> choices = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (!known.contains(name)) {
                throw wrong(text, "'" + name + "' is none of " + String.join(", ", known));
            }
            if (choices.stream().anyMatch(choice -> choice.name().equals(name))) {
                throw wrong(text, "'" + name + "' is listed twice");
            }
            choices.add(of(name));
        }
        return choices;
    }

    private static WrongOptionException wrong(String text, String reason) {
        return new WrongOptionException("Invalid value for option '--methods': '" + text + "': " + reason);
    }

    /** Returns the names of the methods of a task. */
    public static List<String> names(Task task) {
        List<String> names = new ArrayList<>();
        Arrays.stream(ObjectiveName.values())
                .forEach(objective -> names.add(FLOW_NETWORK + ChoiceConverter.nameOf(objective)));
        MethodName.of(task).stream()
                .filter(name -> !name.equals(ChoiceConverter.nameOf(MethodName.GFLOWNET)))
                .forEach(names::add);
        return names;
    }

    private static MethodChoice of(String name) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (name.startsWith(FLOW_NETWORK)) {
            settings.put("method", ChoiceConverter.nameOf(MethodName.GFLOWNET));
            settings.put("objective", name.substring(FLOW_NETWORK.length()));
        } else {
            settings.put("method", name);
        }
        return new MethodChoice(name, settings);
    }
}
