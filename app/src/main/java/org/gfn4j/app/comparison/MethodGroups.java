package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts runs together that differ in their seed only, and finds names for them.
 *
 * <p>Thread-safety: stateless.
 */
final class MethodGroups {
    private static final int LONGEST = 40;

    /** What says how is measured tells methods apart only where nothing else does. */
    private static final Set<String> MEASURING = Set.of("evaluate-every", "window", "exact-limit");

    private MethodGroups() {}

    /** Groups runs, in the order of the first run of each method. */
    static List<MethodGroup> of(List<ComparedRun> runs) {
        Map<Map<String, String>, List<ComparedRun>> alike = new LinkedHashMap<>();
        for (ComparedRun run : runs) {
            alike.computeIfAbsent(Settings.telling(run), key -> new ArrayList<>())
                    .add(run);
        }
        Map<String, List<List<ComparedRun>>> namesakes = new LinkedHashMap<>();
        for (List<ComparedRun> group : alike.values()) {
            namesakes
                    .computeIfAbsent(group.get(0).method(), name -> new ArrayList<>())
                    .add(group);
        }
        Map<List<ComparedRun>, String> labels = new LinkedHashMap<>();
        alike.values().forEach(group -> labels.put(group, ""));
        Set<String> taken = new HashSet<>();
        namesakes.forEach((name, groups) -> groups.forEach(group ->
                labels.put(group, free(groups.size() == 1 ? name : label(name, group, groups), taken))));
        List<MethodGroup> result = new ArrayList<>();
        labels.forEach((group, label) -> result.add(new MethodGroup(label, group)));
        return result;
    }

    /** Adds options by which groups of one name are told apart, as few as are needed, as long as there is room. */
    private static String label(String name, List<ComparedRun> group, List<List<ComparedRun>> groups) {
        List<ComparedRun> firsts = groups.stream().map(each -> each.get(0)).toList();
        StringBuilder label = new StringBuilder(name);
        for (String key : tellingKeys(firsts)) {
            String value = group.get(0).settings().get(key);
            String part = value == null ? "no " + key : key + " " + Settings.text(value);
            if (label.length() + part.length() + 2 > LONGEST && label.length() > name.length()) {
                return label.append(", …").toString();
            }
            label.append(label.length() == name.length() ? " " : ", ").append(part);
        }
        return label.toString();
    }

    /** Finds a few keys whose values are another combination in each run, those first that tell most runs apart. */
    private static List<String> tellingKeys(List<ComparedRun> runs) {
        List<String> chosen = new ArrayList<>();
        List<String> differing = Settings.differing(runs);
        choose(differing.stream().filter(key -> !MEASURING.contains(key)).toList(), runs, chosen);
        choose(differing, runs, chosen);
        return chosen;
    }

    private static void choose(List<String> keys, List<ComparedRun> runs, List<String> chosen) {
        List<String> left = new ArrayList<>(keys);
        left.removeAll(chosen);
        long told = combinations(runs, chosen);
        while (told < runs.size() && !left.isEmpty()) {
            String best = left.get(0);
            long most = 0;
            for (String key : left) {
                long own = combinations(
                        runs, Stream.concat(chosen.stream(), Stream.of(key)).toList());
                if (own > most) {
                    best = key;
                    most = own;
                }
            }
            if (most <= told) {
                break;
            }
            told = most;
            chosen.add(best);
            left.remove(best);
        }
    }

    private static long combinations(List<ComparedRun> runs, List<String> keys) {
        return runs.stream()
                .map(run -> keys.stream()
                        .map(key -> Settings.telling(run).getOrDefault(key, ""))
                        .toList())
                .distinct()
                .count();
    }

    private static String free(String label, Set<String> taken) {
        String free = label;
        for (int number = 2; !taken.add(free); number++) {
            free = label + " #" + number;
        }
        return free;
    }
}
