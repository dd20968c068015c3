package org.gfn4j.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
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
    /** What a reference is drawn in. */
    static final Color YELLOW = new Color(0xF0B840);

    private static final Color GREEN = new Color(0x009E73);
    private static final Color[] CURVES = {BLUE, ORANGE, GREEN};

    /** How many lines a chart of {@link #curves} may have. */
    static final int MOST_CURVES = CURVES.length;

    private static final Color GRID = new Color(0xDDDDDD);
    private static final Color[] AMOUNTS = {new Color(0xF7FBFF), BLUE, new Color(0x001428)};
    private static final Color[] DIFFERENCES = {new Color(0x003F63), BLUE, Color.WHITE, ORANGE, new Color(0x7A3600)};
    /** How a curve is drawn. */
    static final BasicStroke NARROW_LINE = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    /** How a reference is drawn. */
    static final BasicStroke WIDE = new BasicStroke(5, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    /** No colour at all. */
    static final Color UNSEEN = new Color(0, true);
    /** Where the first axis ends that may have ticks at round numbers. */
    static final double FEWEST_FOR_ROUND_TICKS = 20;
    /** AWT cannot lay out an empty text. */
    private static final String NO_LABEL = " ";

    private static final double LEFT_OF_THE_END = 0.95;
    private static final int LABELS = 10;
    private static final int FEW_LABELS = 5;
    private static final int NARROW = 3;
    private static final int LARGE = 4 * Figures.DENSITY;
    private static final int MARKED_POINTS = 12;
    private static final int SMALL_MARKER = 4;
    private static final double SMALLEST_SCALE = 1e-12;

    private Charts() {}

    /**
     * A line of a chart.
     *
     * @param label what the legend calls it
     * @param curve its points, at least 1
     */
    record Line(String label, Curve curve) {}

    /** Makes a chart of a narrow line over a wide one, where there are two, so that both are seen where they agree. */
    static Figure.Painter lines(String xTitle, String yTitle, Range range, List<Line> lines) {
        return lines(xTitle, yTitle, range, lines, false);
    }

    /** Makes a chart of lines that are alike but for their colours, at most as many as {@link #MOST_CURVES}. */
    static Figure.Painter curves(String xTitle, String yTitle, Range range, List<Line> lines) {
        return lines(xTitle, yTitle, range, lines, true);
    }

    private static Figure.Painter lines(String xTitle, String yTitle, Range range, List<Line> lines, boolean alike) {
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
            if (lines.get(0).curve().lastX() >= FEWEST_FOR_ROUND_TICKS) {
                spaceUnevenly(chart, lines.get(0).curve().lastX(), range.most());
            }
            for (int line = lines.size() - 1; line >= 0; line--) {
                add(chart, lines.get(line), CURVES[alike ? line : 0], !alike && line > 0);
                labelSinglePoint(chart, range, lines.get(line).curve());
            }
            chart.paint(graphics, width, height);
        };
    }

    /** Makes a chart of points and the line on which they would lie if both numbers were equal. */
    static Figure.Painter parity(String x, String y, Curve numbers) {
        Magnitude unit = Magnitude.of(DoubleStream.concat(DoubleStream.of(numbers.x()), DoubleStream.of(numbers.y())));
        String xTitle = unit.title(x);
        String yTitle = unit.title(y);
        Curve points = new Curve(unit.scaled(numbers.x()), unit.scaled(numbers.y()));
        double least = DoubleStream.concat(DoubleStream.of(points.x()), DoubleStream.of(points.y()))
                .min()
                .orElse(0);
        double most = DoubleStream.concat(DoubleStream.of(points.x()), DoubleStream.of(points.y()))
                .max()
                .orElse(1);
        return (graphics, width, height) -> {
            XYChart chart = new XYChartBuilder()
                    .width(width)
                    .height(height)
                    .xAxisTitle(xTitle)
                    .yAxisTitle(yTitle)
                    .build();
            style(chart.getStyler());
            chart.getStyler().setLegendVisible(false).setMarkerSize(SMALL_MARKER);
            XYSeries equal = chart.addSeries("equal", new double[] {least, most}, new double[] {least, most});
            equal.setMarker(SeriesMarkers.NONE).setLineColor(YELLOW).setLineStyle(WIDE);
            chart.addSeries("points", points.x(), points.y())
                    .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(BLUE);
            chart.paint(graphics, width, height);
        };
    }

    /** Where points lie evenly, XChart puts its ticks on them instead of on round numbers; points unseen prevent that. */
    static void spaceUnevenly(XYChart chart, double end, double y) {
        XYSeries unseen = chart.addSeries("unseen", new double[] {0, end * 0.777}, new double[] {y, y});
        unseen.setMarker(SeriesMarkers.NONE).setLineColor(UNSEEN).setShowInLegend(false);
    }

    /** Writes its value beside a point that is alone, as no line shows where it lies. */
    static void labelSinglePoint(XYChart chart, Range range, Curve curve) {
        if (curve.size() == 1) {
            chart.addAnnotation(new AnnotationText(
                    Numbers.significant(curve.lastY(), 4),
                    curve.lastX() * LEFT_OF_THE_END,
                    range.beside(curve.lastY()),
                    false));
            chart.getStyler().setAnnotationTextFont(FONT);
        }
    }

    private static void add(XYChart chart, Line line, Color own, boolean reference) {
        XYSeries series =
                chart.addSeries(line.label(), line.curve().x(), line.curve().y());
        boolean few = line.curve().size() <= (reference ? 1 : MARKED_POINTS);
        Color color = reference ? YELLOW : own;
        series.setMarker(few ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(color).setLineColor(color).setLineStyle(reference ? WIDE : NARROW_LINE);
    }

    /** Makes a heat map of amounts, from 0 to a given one. */
    static Figure.Painter amounts(String xTitle, String yTitle, Marginal marginal, double most) {
        return heatMap(xTitle, yTitle, marginal, marginal.sums(), 0, scale(most), AMOUNTS);
    }

    /** Makes a heat map of one marginal minus another. */
    static Figure.Painter differences(String xTitle, String yTitle, Marginal learned, Marginal exact) {
        double[][] differences = learned.minus(exact);
        double most = Arrays.stream(differences)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        return heatMap(xTitle, yTitle, learned, differences, -scale(most), scale(most), DIFFERENCES);
    }

    private static double scale(double most) {
        return Numbers.roundedUp(Math.max(most, SMALLEST_SCALE), 2);
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
            styler.setXAxisTickMarkSpacingHint(1).setYAxisTickMarkSpacingHint(1).setAxisTicksMarksVisible(false);
            styler.setMin(least).setMax(most).setRangeColors(colors);
            styler.setGradientColorColumnWeight(16);
            chart.addSeries("probability", labels(marginal.firstBins()), labels(marginal.secondBins()), cells(values));
            graphics.drawImage(withoutSeams(chart, width, height), 0, 0, width, height, null);
        };
    }

    /** Draws large and shrinks, because smooth edges of neighbouring cells would let the background shine through. */
    private static BufferedImage withoutSeams(HeatMapChart chart, int width, int height) {
        BufferedImage image = image(width * LARGE, height * LARGE);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(LARGE, LARGE);
        chart.paint(graphics, width, height);
        graphics.dispose();
        while (image.getWidth() > width * Figures.DENSITY) {
            BufferedImage half = image(image.getWidth() / 2, image.getHeight() / 2);
            Graphics2D shrinking = half.createGraphics();
            shrinking.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            shrinking.drawImage(image, 0, 0, half.getWidth(), half.getHeight(), null);
            shrinking.dispose();
            image = half;
        }
        return image;
    }

    private static BufferedImage image(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    /** Labels bins by their first numbers, and leaves out so many labels that they have room. */
    private static List<String> labels(Binning bins) {
        int room = Numbers.whole(bins.size()).length() > NARROW ? FEW_LABELS : LABELS;
        long step = Binning.roundAbove((bins.bins() - 1) / room + 1);
        IntFunction<String> label = bin -> bin % step == 0 ? Numbers.whole(bins.first(bin)) : NO_LABEL;
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

    /** Sets up what all charts have in common. */
    static void style(AxesChartStyler styler) {
        styler.setBaseFont(FONT).setLegendFont(FONT);
        styler.setAxisTickLabelsFont(FONT).setAxisTitleFont(FONT);
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE).setChartTitleVisible(false).setChartPadding(6);
        styler.setPlotBorderVisible(false).setLegendBorderColor(UNSEEN).setLegendBackgroundColor(UNSEEN);
        styler.setPlotGridLinesColor(GRID).setAxisTickPadding(4);
    }
}
