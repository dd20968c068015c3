package org.gfn4j.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code compare} that say what is compared and how long.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class CompareOptions {
    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            required = true,
            description = "Methods separated by commas, such as gflownet-tb,mh,ppo,random.")
    @SuppressWarnings("NullAway.Init")
    String methods;

    @Option(
            names = "--budget",
            paramLabel = "NUMBER",
            required = true,
            description = "Reward requests that each run may make, including repeated objects and rejected moves.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    int budget;

    @Option(names = "--seeds", paramLabel = "NUMBER", description = "Runs of each method, each with its own seed.")
    @WholeNumber(min = 1, max = 100_000)
    int seeds = 3;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "The first seed.")
    @WholeNumber(min = 0, max = Integer.MAX_VALUE)
    long seed = 0;

    @Option(
            names = "--set",
            paramLabel = "[METHOD.]OPTION=VALUE",
            description = "An option of train for all methods or for one, such as ppo.entropy=0.1; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            description = "Folder for the runs and the page; an existing comparison is resumed. Default: a new one in "
                    + "runs/.")
    @Nullable
    String run;

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            description = "Number of runs at the same time; if more than one, each has its own process.")
    @WholeNumber(min = 1, max = 1024)
    int jobs = 1;

    /**
     * Returns the values that were set for a method, those for it alone before those for all.
     *
     * @param method the name of the method
     * @param all the names of all methods of the comparison
     * @return values as they are written, by the long name of the option without hyphens
     * @throws WrongOptionException if what was written is not of the form, or names a method that is not compared
     */
    Map<String, String> setFor(String method, List<String> all) {
        Map<String, String> forAll = new LinkedHashMap<>();
        Map<String, String> own = new LinkedHashMap<>();
        for (String text : set) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw wrong(text, "must have the form OPTION=VALUE or METHOD.OPTION=VALUE");
            }
            String key = text.substring(0, equals);
            String value = text.substring(equals + 1);
            int dot = key.indexOf('.');
            if (dot < 0) {
                forAll.put(Setting.keyOf(key), value);
            } else if (!all.contains(key.substring(0, dot))) {
                throw wrong(text, "names a method that is not compared; those are " + String.join(", ", all));
            } else if (key.substring(0, dot).equals(method)) {
                own.put(Setting.keyOf(key.substring(dot + 1)), value);
            }
        }
        forAll.putAll(own);
        return forAll;
    }

    private static WrongOptionException wrong(String text, String reason) {
        return new WrongOptionException("Invalid value for option '--set': '" + text + "' " + reason);
    }
}
