package org.gfn4j.app.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gfn4j.app.report.ReportSection;

/**
 * What a comparison of runs shows of their task.
 *
 * <p>Thread-safety: immutable.
 *
 * @param figures the columns of the table between the requests and the wall time, from left to right
 * @param words how to read these columns, in sentences
 * @param heading what the curves show
 * @param curves the curves, in the order to show them in
 * @param sections what the page shows after the curves
 * @param foundRewards reads from the folder of a run the raw rewards of the different objects that it has found, each finite;
 *     empty where there is no file of them, so that the last visits stand in
 */
public record ComparisonStudy(
        List<ComparedFigure> figures,
        String words,
        String heading,
        List<ComparedCurve> curves,
        List<ReportSection> sections,
        Function<Path, Optional<double[]>> foundRewards) {

    /** Keeps copies of the lists. */
    public ComparisonStudy {
        figures = List.copyOf(figures);
        curves = List.copyOf(curves);
        sections = List.copyOf(sections);
    }

    /**
     * Adds figures and curves after those of this study.
     *
     * @param moreFigures the columns
     * @param moreWords how to read them, in sentences
     * @param moreCurves the curves
     * @return a study with all of them
     */
    public ComparisonStudy with(List<ComparedFigure> moreFigures, String moreWords, List<ComparedCurve> moreCurves) {
        return new ComparisonStudy(
                Stream.concat(figures.stream(), moreFigures.stream()).toList(),
                words + " " + moreWords,
                heading,
                Stream.concat(curves.stream(), moreCurves.stream()).toList(),
                sections,
                foundRewards);
    }
}
