package org.gfn4j.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a task adds to the page of a run.
 *
 * <p>Thread-safety: immutable.
 *
 * @param keyFigures the figures that matter most in the task, by what they are called, in the order to show them in
 * @param objects the sections that show what was found
 * @param courses the sections that show how it came about
 */
public record TaskSections(Map<String, String> keyFigures, List<ReportSection> objects, List<ReportSection> courses) {
    /** Nothing. */
    public static final TaskSections NONE = new TaskSections(Map.of(), List.of(), List.of());

    /** Keeps copies. */
    public TaskSections {
        keyFigures = new LinkedHashMap<>(keyFigures);
        objects = List.copyOf(objects);
        courses = List.copyOf(courses);
    }
}
