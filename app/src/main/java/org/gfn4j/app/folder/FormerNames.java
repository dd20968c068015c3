package org.gfn4j.app.folder;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names that figures had in run folders of earlier versions, so that these can still be read.
 *
 * <p>Thread-safety: stateless.
 */
public final class FormerNames {
    /** The present names of figures by their former ones. */
    private static final Map<String, String> NAMES = Map.of(
            "top10", "rawRewardTop10",
            "top100", "rawRewardTop100",
            "top1000", "rawRewardTop1000",
            "meanReward", "meanRawReward");

    private FormerNames() {}

    /**
     * Renames figures, in their order; those of maps in a map, too.
     *
     * @param figures what a file of a run holds
     * @return the same, or a copy where a name has changed
     */
    public static JsonNode renamed(JsonNode figures) {
        if (!(figures instanceof ObjectNode object)) {
            return figures;
        }
        ObjectNode renamed = object.objectNode();
        object.properties()
                .forEach(entry ->
                        renamed.set(NAMES.getOrDefault(entry.getKey(), entry.getKey()), renamed(entry.getValue())));
        return renamed;
    }
}
