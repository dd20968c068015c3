package org.gfn4j.app;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The objectives on the command line, and the options that only some of them have.
 *
 * <p>Thread-safety: immutable.
 */
enum ObjectiveName {
    TB,
    DB,
    SUBTB,
    FM,
    VARGRAD,
    MDB,
    FL_DB,
    FL_SUBTB;

    private static final Map<String, Set<ObjectiveName>> SPECIAL = new TreeMap<>(Map.of(
            "--lambda", EnumSet.of(SUBTB, FL_SUBTB),
            "--fm-epsilon", EnumSet.of(FM),
            "--leaf-coefficient", EnumSet.of(FM),
            "--log-z", EnumSet.of(TB),
            "--logz-learning-rate", EnumSet.of(TB)));

    /** Returns the options that do not apply to every objective. */
    static List<String> specialOptions() {
        return List.copyOf(SPECIAL.keySet());
    }

    /** Tells whether an option applies to this objective. */
    boolean has(String option) {
        return SPECIAL.getOrDefault(option, EnumSet.allOf(ObjectiveName.class)).contains(this);
    }

    /** Returns the objectives that an option applies to, in words. */
    static String having(String option) {
        return SPECIAL.getOrDefault(option, EnumSet.allOf(ObjectiveName.class)).stream()
                .map(ChoiceConverter::nameOf)
                .collect(Collectors.joining(" and "));
    }
}
