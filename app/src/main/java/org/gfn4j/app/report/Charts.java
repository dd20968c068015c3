package org.gfn4j.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Charts in one style, with colours that colour-blind readers tell apart.
 *
 * <p>Thread-safety: stateless.
 */
final class Charts {
    /** The font of all text. */
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final Color BLUE = new Color(0x0072B2);
    private static final Color ORANGE = new Color(0xD55E00);
    private static final Color GRID = new Color(0xDDDDDD);
    private static final Color[] AMOUNTS = {new Color(0xF7FBFF), BLUE, new Color(0x001428)};
    private static final Color[] DIFFERENCES = {new Color(0x003F63), BLUE, Color.WHITE, ORANGE, new Color(0x7A3600)};
    private static final BasicStroke SOLID = new BasicStroke(2);
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
    private static final int LABELS = 8;
    private static final int MARKED_POINTS = 12;
    private static final int MOST_DECADES = 8;
    private static final double SMALLEST_SCALE = 1e-12;

    private Charts() {}

    /**
     * A line of a chart.
     *
     * @param label what the legend calls it
     * @param curve its points, at least 2
     */
    record Line(String label, Curve curve) {}

    /** Makes a chart of lines, of which the second is dashed. */
    static Figure.Painter lines(String xTitle, String yTitle, Range range, List<Line> lines) {
        return (graphics, width, height) -> {
            XYChart chart = new XYChartBuilder()
                    .width(width)
                    .height(height)
                    .xAxisTitle(xTitle)
                    .yAxisTitle(yTitle)
                    .build();
            XYStyler styler = chart.getStyler();
            style(styler);
            styler.setLegendVisible(lines.size() > 1);
            styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
            styler.setXAxisDecimalPattern("#,###").setXAxisMin(0.0);
            range.applyTo(styler);
            for (int line = 0; line < lines.size(); line++) {
                add(chart, lines.get(line), line == 0 ? BLUE : ORANGE, line == 0 ? SOLID : DASHED);
            }
            chart.paint(graphics, width, height);
        };
    }

    private static void add(XYChart chart, Line line, Color color, BasicStroke stroke) {
        XYSeries series =
                chart.addSeries(line.label(), line.curve().x(), line.curve().y());
        boolean few = line.curve().size() <= MARKED_POINTS && line.curve().size() > 2;
        series.setMarker(few ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color).setLineColor(color).setLineStyle(stroke);
    }

    /**
     * Which part of the upright axis is shown.
     *
     * @param least where it starts
     * @param most where it ends
     * @param logarithmic whether equal lengths are equal ratios
     */
    record Range(double least, double most, boolean logarithmic) {

        /** Makes an axis of whole decades around all values, which are positive. */
        static Range decades(List<Line> lines) {
            double least = Math.floor(Math.log10(values(lines).min().orElse(1)));
            double most = Math.ceil(Math.log10(values(lines).max().orElse(1)));
            return new Range(Math.pow(10, least), Math.pow(10, Math.max(most, least + 1)), true);
        }

        /** Makes an axis with some room around all values. */
        static Range around(List<Line> lines) {
            double least = values(lines).min().orElse(0);
            double most = values(lines).max().orElse(0);
            double room = Math.max((most - least) / 20, Math.max(1, Math.abs(most)) * 1e-3);
            return new Range(least - room, most + room, false);
        }

        /** Makes an axis that starts at zero and ends somewhat above all values. */
        static Range fromZero(List<Line> lines) {
            double most = values(lines).max().orElse(0);
            return new Range(0, most > 0 ? most * 1.05 : 1, false);
        }

        private static java.util.stream.DoubleStream values(List<Line> lines) {
            return lines.stream().flatMapToDouble(line -> Arrays.stream(line.curve().y()));
        }

        private void applyTo(XYStyler styler) {
            styler.setYAxisMin(least).setYAxisMax(most);
            styler.setYAxisLogarithmic(logarithmic).setYAxisLogarithmicDecadeOnly(true);
            long decades = Math.round(Math.log10(most / least));
            long step = logarithmic ? (decades - 1) / MOST_DECADES + 1 : 1;
            styler.setYAxisTickLabelsFormattingFunction(
                    value -> logarithmic && Math.round(Math.log10(value / least)) % step != 0
                            ? ""
                            : Numbers.significant(value, 4));
        }
    }

    /** Makes a heat map of amounts, from 0 to a given one. */
    static Figure.Painter amounts(String xTitle, String yTitle, Marginal marginal, double most) {
        return heatMap(xTitle, yTitle, marginal, marginal.sums(), 0, Math.max(most, SMALLEST_SCALE), AMOUNTS);
    }

    /** Makes a heat map of one marginal minus another. */
    static Figure.Painter differences(String xTitle, String yTitle, Marginal learned, Marginal exact) {
        double[][] differences = learned.minus(exact);
        double most = Arrays.stream(differences)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        double scale = Math.max(most, SMALLEST_SCALE);
        return heatMap(xTitle, yTitle, learned, differences, -scale, scale, DIFFERENCES);
    }

    private static Figure.Painter heatMap(
            String xTitle,
            String yTitle,
            Marginal marginal,
            double[][] values,
            double least,
            double most,
            Color[] colors) {
        return (graphics, width, height) -> {
            HeatMapChart chart = new HeatMapChartBuilder()
                    .width(width)
                    .height(height)
                    .xAxisTitle(xTitle)
                    .yAxisTitle(yTitle)
                    .build();
            HeatMapStyler styler = chart.getStyler();
            style(styler);
            styler.setPlotContentSize(1).setAntiAlias(false);
            styler.setXAxisMaxLabelCount(LABELS);
            styler.setMin(least).setMax(most).setRangeColors(colors);
            styler.setHeatMapDecimalValueFormatter(value -> Numbers.significant(value, 2));
            styler.setGradientColorColumnWeight(16);
            chart.addSeries("probability", labels(marginal.firstBins()), labels(marginal.secondBins()), cells(values));
            chart.paint(graphics, width, height);
        };
    }

    private static List<String> labels(Binning bins) {
        IntFunction<String> label = bin -> Numbers.whole(bins.first(bin));
        return IntStream.range(0, bins.bins()).mapToObj(label).toList();
    }

    private static List<Number[]> cells(double[][] values) {
        List<Number[]> cells = new ArrayList<>();
        for (int x = 0; x < values.length; x++) {
            for (int y = 0; y < values[x].length; y++) {
                cells.add(new Number[] {x, y, values[x][y]});
            }
        }
        return cells;
    }

    private static void style(AxesChartStyler styler) {
        styler.setBaseFont(FONT).setLegendFont(FONT);
        styler.setAxisTickLabelsFont(FONT).setAxisTitleFont(FONT);
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE).setChartTitleVisible(false).setChartPadding(6);
        styler.setPlotBorderVisible(false).setLegendBorderColor(Color.WHITE);
        styler.setPlotGridLinesColor(GRID).setAxisTickPadding(4);
    }
}
