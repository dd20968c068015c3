package org.gfn4j.reward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reward with another number each time, whose first evaluation is overtaken by one of the same object. */
final class OvertakenReward implements Reward<Integer> {
    private @Nullable Reward<Integer> faster;
    private double overtaking;
    private int answers;

    /** Returns what a memory of this reward says to who is overtaken, to who overtakes, and to who asks later. */
    double[] answers(Reward<Integer> memory) {
        faster = memory;
        double overtaken = memory.evaluate(List.of(0))[0];
        return new double[] {overtaken, overtaking, memory.evaluate(List.of(0))[0]};
    }

    @Override
    public double[] evaluate(List<Integer> objects) {
        Reward<Integer> other = faster;
        if (other != null) {
            faster = null;
            overtaking = other.evaluate(objects)[0];
        }
        return new double[] {++answers};
    }
}
