package org.gfn4j.reward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reward was made of, for one object.
 *
 * <p>Thread-safety: immutable.
 *
 * @param parts the raw numbers, each on the scale of its part; NaN where there is none, [parts]
 * @param failure why the object has no reward, a clause on one line that names the part; null where it has one, or where it is
 *     impossible, for which nobody is at fault
 */
public record RewardDetail(List<Double> parts, @Nullable String failure) {

    /** Makes a detail. */
    public RewardDetail {
        parts = List.copyOf(parts);
    }
}
