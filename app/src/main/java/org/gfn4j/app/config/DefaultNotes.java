package org.gfn4j.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.OptionRanges;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.method.Method;
import org.gfn4j.app.method.Methods;
import org.gfn4j.app.task.Task;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Says of the defaults of training which are those of a task, and which ones its methods have instead.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class DefaultNotes {
    private static final int MANY = 3;

    private final Task task;
    private final List<Method> methods;
    private final Map<Method, Map<String, String>> defaults = new LinkedHashMap<>();

    /** Takes a task whose options have their defaults. */
    DefaultNotes(Task task) {
        this.task = task;
        this.methods = Methods.of(task);
        methods.forEach(method -> defaults.put(method, method.defaults(task)));
    }

    /** Returns a sentence after a space; empty where there is nothing to say. */
    String of(OptionSpec option) {
        String name = option.longestName();
        String key = Setting.keyOf(name);
        String common = option.initialValue() == null ? "" : OptionRanges.text(option.initialValue());
        String value = option.defaultValue() == null ? common : option.defaultValue();
        List<String> notes = new ArrayList<>();
        if (task.defaults().containsKey(key) && !value.equals(common)) {
            notes.add("The default of " + task.name());
        }
        boolean special = methods.stream().anyMatch(method -> method.options().contains(name));
        List<String> having = new ArrayList<>();
        Map<String, List<String>> others = new LinkedHashMap<>();
        defaults.forEach((method, own) -> {
            if (!special || method.options().contains(name)) {
                having.add(method.name());
                String other = own.getOrDefault(key, value);
                if (!other.equals(value)) {
                    others.computeIfAbsent(other, each -> new ArrayList<>()).add(method.name());
                }
            }
        });
        others.forEach((other, names) -> {
            boolean most = names.size() >= MANY && names.size() == having.size() - 1;
            having.removeIf(each -> most && names.contains(each));
            notes.add(other + " with " + (most ? "all methods but " + having.get(0) : String.join(", ", names)));
        });
        return notes.isEmpty() ? "" : " " + String.join("; ", notes) + ".";
    }
}
