package org.gfn4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gfn4j.reward.RewardCounts;

/**
 * Says how requests for rewards stand.
 *
 * <p>Thread-safety: stateless.
 */
final class RewardProgress {
    private RewardProgress() {}

    /** Returns a few words; none where nothing has been asked for. */
    static String text(RewardCounts counts) {
        if (counts.equals(RewardCounts.ZERO)) {
            return "";
        }
        List<String> words = new ArrayList<>();
        add(words, "%,d waiting", counts.waiting());
        add(words, "%,d running", counts.running());
        words.add(String.format(Locale.ROOT, "%,d scored", counts.scored()));
        add(words, "%,d failed", counts.failed());
        add(words, "%,d cached", counts.cached());
        return "rewards: " + String.join(" ", words);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
    private static void add(List<String> words, String format, long count) {
        if (count > 0) {
            words.add(String.format(Locale.ROOT, format, count));
        }
    }
}
