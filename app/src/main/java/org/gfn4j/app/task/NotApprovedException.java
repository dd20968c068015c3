package org.gfn4j.app.task;

import java.util.List;
import java.util.stream.Collectors;
import org.gfn4j.rewards.CommandWords;

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
        super(message(place, launches));
    }

    /**
     * Returns the message.
     *
     * @param place the run or configuration
     * @param launches what it would start, at least one thing
     * @return one line
     */
    public static String message(String place, List<Launch> launches) {
        return "'" + place + "' would start what you neither made nor approved: "
                + launches.stream()
                        .map(launch -> launch.describe() + " (its " + launch.option() + ")")
                        .collect(Collectors.joining(", "))
                + "; '" + CommandWords.join(List.of("gfn4j", "trust", place))
                + "' approves that, and --trust starts it this time only";
    }
}
