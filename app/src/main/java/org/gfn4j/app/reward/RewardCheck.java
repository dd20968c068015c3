package org.gfn4j.app.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.RewardDetail;
import org.gfn4j.task.Problem;

/**
 * Starts what a reward asks, and asks for a few objects, to see before a run whether it works.
 *
 * <p>Thread-safety: stateless.
 */
public final class RewardCheck {
    private static final int OBJECTS = 3;
    private static final int DRAWS = 30;

    private RewardCheck() {}

    /**
     * Asks for the rewards of objects that are built by uniform choices.
     *
     * @param problem what would be trained on
     * @param name shows an object
     * @param <S> the type of a state
     * @return a line for each object
     * @throws IllegalStateException if none of them gets a number; the message has the cause
     */
    public static <S> List<String> lines(Problem<S> problem, Function<S, String> name) {
        DetailedReward<S> reward =
                problem.reward().detailed().filter(DetailedReward::isOutside).orElse(null);
        if (reward == null) {
            return List.of("no reward is external");
        }
        RewardStudy.start(reward);
        List<S> objects = RandomObjects.drawn(problem, DRAWS).stream()
                .distinct()
                .limit(OBJECTS)
                .toList();
        double[] rewards = reward.evaluate(objects);
        List<String> lines = new ArrayList<>();
        boolean any = false;
        String cause = "all of them are impossible";
        for (int i = 0; i < rewards.length; i++) {
            RewardDetail detail = reward.detail(objects.get(i)).orElseThrow();
            boolean rewarded = Double.isFinite(rewards[i]);
            any |= rewarded;
            cause = detail.failure() == null ? cause : detail.failure();
            String failure = detail.failure() == null ? "impossible" : detail.failure();
            lines.add(name.apply(objects.get(i)) + ": " + (rewarded ? numbers(reward.parts(), detail) : failure));
        }
        if (!any) {
            throw new IllegalStateException("no reward was given for " + objects.size()
                    + " random objects that were built to check it; the last cause: " + cause);
        }
        return lines;
    }

    private static String numbers(List<String> parts, RewardDetail detail) {
        List<String> numbers = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            numbers.add(parts.get(part) + " = " + detail.parts().get(part));
        }
        return String.join(", ", numbers);
    }
}
