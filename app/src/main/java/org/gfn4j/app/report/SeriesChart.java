package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * A chart of any number of series in the colours of what they belong to, with a legend below it.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page
 * @param heading what it shows
 * @param caption how to read it, or why there is none where there are no series
 * @param xTitle what the horizontal axis shows
 * @param yTitle what the upright axis shows
 * @param wholeX whether the horizontal axis counts something from 0 on
 * @param scale how the upright axis is divided
 * @param series the series, those in front last; none where there is nothing to show
 */
public record SeriesChart(
        String name,
        String heading,
        String caption,
        String xTitle,
        String yTitle,
        boolean wholeX,
        Scale scale,
        List<Series> series)
        implements ReportSection.Part {

    /** How an upright axis is divided. */
    public enum Scale {
        /** Evenly, around the values. */
        LINEAR,
        /** Evenly, from 0 on. */
        FROM_ZERO,
        /** By whole numbers, from 0 on. */
        COUNTS,
        /** By powers of ten; values that are not positive are left out. */
        LOGARITHMIC
    }

    /** How a series is drawn. */
    public enum Style {
        /** A line. */
        LINE,
        /** A thin and pale line, which the legend does not name. */
        THIN,
        /** A wide line in a colour of its own, which others are held against. */
        REFERENCE,
        /** Points without a line. */
        POINTS
    }

    /**
     * Points that belong together.
     *
     * @param label what the legend calls it; series of one label have one entry
     * @param color the number of its colour, at least 0; a reference has none
     * @param style how it is drawn
     * @param curve its finite points
     */
    public record Series(String label, int color, Style style, Curve curve) {}

    /**
     * Keeps a copy of the list, without what the axes cannot show, and values beyond what an axis can be labelled with in
     * units of a power of ten.
     */
    public SeriesChart {
        List<Series> shown = new ArrayList<>();
        for (Series each : series) {
            Curve curve = scale == Scale.LOGARITHMIC ? each.curve().positive() : each.curve();
            if (curve.size() > 0) {
                shown.add(new Series(each.label(), each.color(), each.style(), curve));
            }
        }
        boolean even = scale == Scale.LINEAR || scale == Scale.FROM_ZERO;
        Magnitude upright = Magnitude.of(values(shown, Curve::y).filter(value -> even));
        Magnitude across = Magnitude.of(values(shown, Curve::x).filter(value -> !wholeX));
        shown.replaceAll(each -> new Series(
                each.label(),
                each.color(),
                each.style(),
                new Curve(
                        across.scaled(each.curve().x()),
                        upright.scaled(each.curve().y()))));
        xTitle = across.title(xTitle);
        yTitle = upright.title(yTitle);
        series = List.copyOf(shown);
    }

    private static DoubleStream values(List<Series> series, Function<Curve, double[]> axis) {
        return series.stream().flatMapToDouble(each -> Arrays.stream(axis.apply(each.curve())));
    }

    /** Returns the figure that is drawn. */
    Figure figure() {
        if (series.stream().allMatch(each -> each.style() == Style.REFERENCE)) {
            return Figure.missing(name, heading, caption);
        }
        return new Figure(name, heading, caption, new Figure.Picture(description(), new SeriesPainter(this)), legend());
    }

    private List<Figure.LegendEntry> legend() {
        List<Figure.LegendEntry> entries = new ArrayList<>();
        for (Series each : series) {
            if (each.style() != Style.THIN
                    && entries.stream().noneMatch(entry -> entry.label().equals(each.label()))) {
                boolean reference = each.style() == Style.REFERENCE;
                entries.add(new Figure.LegendEntry(
                        each.label(),
                        reference ? Charts.YELLOW : Palette.color(each.color()),
                        reference ? Charts.WIDE : Palette.stroke(each.color())));
            }
        }
        return entries;
    }

    private String description() {
        StringBuilder text = new StringBuilder("Chart of " + yTitle + " over " + xTitle + ": ");
        String separator = "";
        for (Series each : series) {
            if (each.style() == Style.THIN) {
                continue;
            }
            Curve curve = each.curve();
            int last = curve.size() - 1;
            text.append(String.format(
                    Locale.ROOT,
                    "%s%s %s at %s",
                    separator,
                    each.label(),
                    Numbers.significant(curve.y()[last], 3),
                    wholeX ? Numbers.whole(curve.x()[last]) : Numbers.significant(curve.x()[last], 3)));
            separator = ", ";
        }
        return text.append('.').toString();
    }

    /** Returns where the horizontal axis ends. */
    double lastX() {
        return series.stream()
                .flatMapToDouble(each -> Arrays.stream(each.curve().x()))
                .max()
                .orElse(1);
    }

    /** Returns where the horizontal axis of points begins. */
    double firstX() {
        return series.stream()
                .flatMapToDouble(each -> Arrays.stream(each.curve().x()))
                .min()
                .orElse(0);
    }
}
