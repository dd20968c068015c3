package org.gfn4j.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gfn4j.reward.RewardCounts;
import org.jspecify.annotations.Nullable;

/**
 * Says how requests for rewards stand.
 *
 * <p>Thread-safety: stateless.
 */
public final class RewardProgress {
    private RewardProgress() {}

    /** Returns a few words; none where nothing has been requested. */
    public static String text(RewardCounts counts) {
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

    /** Returns what became of the requests of this process, which depends on what a cache knew. */
    public static Map<String, @Nullable Object> figures(RewardCounts counts) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("scored", counts.scored());
        figures.put("failed", counts.failed());
        figures.put("retried", counts.retried());
        figures.put("cached", counts.cached());
        return figures;
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
    private static void add(List<String> words, String format, long count) {
        if (count > 0) {
            words.add(String.format(Locale.ROOT, format, count));
        }
    }
}
