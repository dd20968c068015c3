package org.gfn4j.app.comparison;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Options of runs: which of them matter for what is compared, and how they are shown.
 *
 * <p>Thread-safety: stateless.
 */
final class Settings {
    /** What has no influence on what a run comes to, or, as the seed, is what the runs of a method differ in. */
    private static final Set<String> PASSED_OVER = Set.of("seed", "checkpoint-every", "keep", "reward-cache");

    private static final String DIGEST = "#sha256:";

    private Settings() {}

    /** Returns the options that tell one method from another, files by their content where that is recorded. */
    static Map<String, String> telling(ComparedRun run) {
        Map<String, String> telling = new TreeMap<>();
        run.settings().forEach((key, value) -> {
            if (!PASSED_OVER.contains(key)) {
                telling.put(key, identity(value));
            }
        });
        return telling;
    }

    private static String identity(String value) {
        int digest = value.indexOf(DIGEST);
        return digest < 0 ? value : value.substring(digest);
    }

    /** Returns the keys in which runs differ, in the order in which they come. */
    static List<String> differing(Collection<ComparedRun> runs) {
        return keys(runs).filter(key -> values(key, runs) > 1).toList();
    }

    /** Returns what all runs have in common: shown values by key. */
    static Map<String, String> common(Collection<ComparedRun> runs) {
        Map<String, String> common = new LinkedHashMap<>();
        keys(runs)
                .filter(key -> values(key, runs) == 1)
                .forEach(key -> runs.stream()
                        .map(run -> run.settings().get(key))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(value -> common.put(key, text(value))));
        return common;
    }

    private static Stream<String> keys(Collection<ComparedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.settings().keySet().stream())
                .distinct()
                .filter(key -> !PASSED_OVER.contains(key));
    }

    private static long values(String key, Collection<ComparedRun> runs) {
        return runs.stream()
                .map(run -> identity(run.settings().getOrDefault(key, "")))
                .distinct()
                .count();
    }

    /** Writes a value for readers: a file whose content is recorded by its name and the first digits of its digest. */
    static String text(String value) {
        int digest = value.indexOf(DIGEST);
        if (digest < 0) {
            return value;
        }
        String file = value.substring(0, digest).replace('\\', '/');
        int first = digest + DIGEST.length();
        return file.substring(file.lastIndexOf('/') + 1) + " ("
                + value.substring(first, Math.min(value.length(), first + 8)) + ")";
    }
}
