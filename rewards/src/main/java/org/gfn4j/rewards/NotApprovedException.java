package org.gfn4j.rewards;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gfn4j.task.WrongSettingException;

/** Something would be started that the user has neither made nor approved; the message shows it and says how to proceed. */
public final class NotApprovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param place the run or configuration
     * @param launches what it would start, at least one thing
     */
    public NotApprovedException(String place, List<Launch> launches) {
        super(message("'" + place + "'", place, launches) + ", and --trust starts it this time only");
    }

    /**
     * Refuses the settings of a run that a program loads, where they name what it may not start.
     *
     * @param launches what they name
     * @param allowed tells what may be started
     * @throws WrongSettingException if any of it may not; the message shows it and says how to allow it
     */
    public static void requireAll(List<Launch> launches, Predicate<Launch> allowed) {
        List<Launch> refused = launches.stream().filter(allowed.negate()).toList();
        if (!refused.isEmpty()) {
            throw new WrongSettingException(message("the run", "RUN", refused)
                    + "; a program allows it by loading the run with a ProblemSource that may start it");
        }
    }

    private static String message(String subject, String trusted, List<Launch> launches) {
        return subject + " would start what you neither made nor approved: "
                + launches.stream()
                        .map(launch -> launch.describe() + " (its " + launch.option() + ")")
                        .collect(Collectors.joining(", "))
                + "; '" + CommandWords.join(List.of("gfn4j", "trust", trusted)) + "' approves that";
    }
}
