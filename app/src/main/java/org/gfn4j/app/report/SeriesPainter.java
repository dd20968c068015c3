package org.gfn4j.app.report;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Paints a chart of series.
 *
 * <p>Thread-safety: immutable.
 *
 * @param chart what is painted
 */
record SeriesPainter(SeriesChart chart) implements Figure.Painter {
    private static final int FEW_POINTS = 12;
    private static final int MARKER = 7;
    private static final int SMALL_MARKER = 5;
    private static final double ROOM = 0.05;

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        XYChart drawn = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle(chart.xTitle())
                .yAxisTitle(chart.yTitle())
                .build();
        XYStyler styler = drawn.getStyler();
        Charts.style(styler);
        styler.setLegendVisible(false).setMarkerSize(scattered() ? MARKER : SMALL_MARKER);
        Range range = range();
        range.applyTo(styler);
        if (chart.wholeX()) {
            styler.setXAxisDecimalPattern("#,###").setXAxisMin(0.0);
            if (chart.lastX() >= Charts.FEWEST_FOR_ROUND_TICKS) {
                Charts.spaceUnevenly(drawn, chart.lastX(), range.most());
            }
        } else {
            double room = Math.max((chart.lastX() - chart.firstX()) * ROOM, Math.abs(chart.lastX()) * 1e-3 + 1e-9);
            styler.setXAxisMin(chart.firstX() - room).setXAxisMax(chart.lastX() + room);
            styler.setXAxisTickLabelsFormattingFunction(value -> Numbers.significant(value, 3));
        }
        for (int number = 0; number < chart.series().size(); number++) {
            SeriesChart.Series series = chart.series().get(number);
            add(drawn, "series " + number, series);
            if (series.style() == SeriesChart.Style.LINE) {
                Charts.labelSinglePoint(drawn, range, series.curve());
            }
        }
        drawn.paint(graphics, width, height);
    }

    private boolean scattered() {
        return chart.series().stream().anyMatch(each -> each.style() == SeriesChart.Style.POINTS);
    }

    private Range range() {
        List<Charts.Line> lines = chart.series().stream()
                .map(each -> new Charts.Line(each.label(), each.curve()))
                .toList();
        return switch (chart.scale()) {
            case LINEAR -> Range.around(lines);
            case FROM_ZERO -> Range.fromZero(lines);
            case COUNTS -> Range.counts(lines);
            case LOGARITHMIC -> Range.decades(lines);
        };
    }

    private static void add(XYChart drawn, String name, SeriesChart.Series series) {
        XYSeries added =
                drawn.addSeries(name, series.curve().x(), series.curve().y());
        boolean marked = series.curve().size() <= FEW_POINTS;
        switch (series.style()) {
            case LINE -> {
                added.setLineColor(Palette.color(series.color())).setLineStyle(Palette.stroke(series.color()));
                added.setMarkerColor(Palette.color(series.color()));
                added.setMarker(marked ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            }
            case THIN -> {
                added.setLineColor(Palette.faint(series.color())).setLineStyle(Palette.thin(series.color()));
                added.setMarker(SeriesMarkers.NONE);
            }
            case REFERENCE -> {
                added.setLineColor(Charts.YELLOW).setLineStyle(Charts.WIDE);
                added.setMarker(SeriesMarkers.NONE);
            }
            case POINTS -> {
                added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
                added.setMarkerColor(Palette.color(series.color())).setMarker(Palette.marker(series.color()));
            }
        }
    }
}
