package org.gfn4j.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Measurements of growth as panels of one picture, a panel for each setting that grows: milliseconds of an iteration, and of
 * its floor, on axes that are logarithmic and the same in all panels.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class GrowthFigure {
    private static final int WIDTH = 370;
    private static final int HEIGHT = 300;
    private static final int COLUMNS = 3;
    private static final int DENSITY = 2;
    private static final int LEGEND_LEFT = 70;
    private static final int LEGEND_TOP = 50;
    private static final int LEGEND_LINE = 26;
    private static final int SAMPLE = 44;
    private static final int MARKER = 7;
    private static final int TICK = 4;
    private static final int LABEL = 20;
    private static final double MARGIN = 0.08;
    /** XChart leaves out labels at the ends of an axis. */
    private static final double ROOM = 1.15;

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Color UNSEEN = new Color(0, true);
    private static final Color GRID = new Color(0xE6E6E6);
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        Color.BLACK
    };
    private static final BasicStroke SOLID = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);

    private static final Map<String, String> TITLES =
            Map.of("batch", "trajectories in a batch", "hidden", "hidden width");

    private final List<GrowthPoint> points;
    private final List<String> settings;
    private final List<String> objectives;
    private final double least;
    private final double most;

    /**
     * Prepares a figure.
     *
     * @param points what it shows, at least one, in the order of panels, lines and values
     */
    GrowthFigure(List<GrowthPoint> points) {
        this.points = points;
        settings = points.stream().map(GrowthPoint::setting).distinct().toList();
        objectives = points.stream().map(GrowthPoint::objective).distinct().toList();
        double[] times = points.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.millis(), point.floorMillis()))
                .toArray();
        least = Math.pow(10, Math.floor(Math.log10(DoubleStream.of(times).min().orElseThrow())));
        most = Math.pow(10, Math.ceil(Math.log10(DoubleStream.of(times).max().orElseThrow())));
    }

    /**
     * Writes the figure as a PNG image.
     *
     * @param file the file, overwritten
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        int cells = settings.size() + 1;
        int columns = Math.min(COLUMNS, cells);
        int rows = (cells + columns - 1) / columns;
        BufferedImage image =
                new BufferedImage(columns * WIDTH * DENSITY, rows * HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(DENSITY, DENSITY);
        for (int cell = 0; cell < cells; cell++) {
            Graphics2D panel =
                    (Graphics2D) graphics.create(cell % columns * WIDTH, cell / columns * HEIGHT, WIDTH, HEIGHT);
            if (cell < settings.size()) {
                paint(settings.get(cell), panel);
            } else {
                legend(panel);
            }
            panel.dispose();
        }
        graphics.dispose();
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("Java cannot write PNG images");
        }
    }

    private void paint(String setting, Graphics2D graphics) {
        XYChart chart = chart(setting);
        chart.paint(graphics, WIDTH, HEIGHT);
        smooth(graphics);
        graphics.setColor(chart.getStyler().getAxisTickLabelsColor());
        int bottom = (int) Math.round(chart.getScreenYFromChart(least / ROOM));
        int[] values = points.stream()
                .filter(point -> point.setting().equals(setting))
                .mapToInt(GrowthPoint::value)
                .distinct()
                .toArray();
        for (int value : values) {
            String label = String.format(Locale.ROOT, "%,d", value);
            int x = (int) Math.round(chart.getScreenXFromChart(Math.log(value)));
            graphics.drawLine(x, bottom, x, bottom + TICK);
            graphics.drawString(label, x - graphics.getFontMetrics().stringWidth(label) / 2, bottom + LABEL);
        }
    }

    private XYChart chart(String setting) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(TITLES.getOrDefault(setting, setting))
                .yAxisTitle("milliseconds / iteration")
                .build();
        XYStyler styler = chart.getStyler();
        style(styler);
        styler.setYAxisLogarithmic(true).setYAxisMin(least / ROOM).setYAxisMax(most * ROOM);
        styler.setYAxisTickLabelsFormattingFunction(GrowthFigure::decade);
        spread(styler, setting);
        for (int objective = objectives.size() - 1; objective >= 0; objective--) {
            List<GrowthPoint> series = series(setting, objectives.get(objective));
            if (!series.isEmpty()) {
                add(chart, "floor of " + objectives.get(objective), series, GrowthPoint::floorMillis)
                        .setMarker(SeriesMarkers.NONE)
                        .setLineStyle(DASHED)
                        .setLineColor(color(objective));
                add(chart, objectives.get(objective), series, GrowthPoint::millis)
                        .setMarker(SeriesMarkers.CIRCLE)
                        .setMarkerColor(color(objective))
                        .setLineStyle(SOLID)
                        .setLineColor(color(objective));
            }
        }
        return chart;
    }

    private static Color color(int objective) {
        return COLORS[objective % COLORS.length];
    }

    private List<GrowthPoint> series(String setting, String objective) {
        return points.stream()
                .filter(point ->
                        point.setting().equals(setting) && point.objective().equals(objective))
                .toList();
    }

    private static XYSeries add(
            XYChart chart, String name, List<GrowthPoint> series, ToDoubleFunction<GrowthPoint> millis) {
        return chart.addSeries(
                name,
                series.stream().mapToDouble(point -> Math.log(point.value())).toArray(),
                series.stream().mapToDouble(millis).toArray());
    }

    /**
     * Makes room for an axis whose numbers are drawn afterwards: XChart labels decades only, and few settings grow tenfold.
     */
    private void spread(XYStyler styler, String setting) {
        double[] logarithms = points.stream()
                .filter(point -> point.setting().equals(setting))
                .mapToDouble(point -> Math.log(point.value()))
                .toArray();
        double first = DoubleStream.of(logarithms).min().orElseThrow();
        double last = DoubleStream.of(logarithms).max().orElseThrow();
        double margin = last > first ? MARGIN * (last - first) : 1;
        styler.setXAxisMin(first - margin).setXAxisMax(last + margin);
        styler.setXAxisTickLabelsColor(UNSEEN).setXAxisTickMarksColor(UNSEEN);
        styler.setPlotGridVerticalLinesVisible(false);
    }

    private static String decade(double millis) {
        double exponent = Math.log10(millis);
        if (Math.abs(exponent - Math.rint(exponent)) > 1e-9) {
            return " ";
        }
        return String.format(Locale.ROOT, "%,." + (int) Math.max(0, -Math.rint(exponent)) + "f", millis);
    }

    private static void style(XYStyler styler) {
        styler.setBaseFont(FONT).setLegendVisible(false).setLocale(Locale.ROOT);
        styler.setAxisTickLabelsFont(FONT).setAxisTitleFont(FONT);
        styler.setChartBackgroundColor(Color.WHITE).setChartTitleVisible(false).setChartPadding(8);
        styler.setPlotGridLinesColor(GRID).setAxisTickPadding(4).setPlotBorderVisible(false);
        styler.setPlotGridLinesStroke(new BasicStroke(1)).setPlotContentSize(1);
        styler.setMarkerSize(MARKER);
    }

    private void legend(Graphics2D graphics) {
        smooth(graphics);
        int y = LEGEND_TOP;
        for (int objective = 0; objective < objectives.size(); objective++) {
            sample(graphics, y, color(objective), SOLID, objectives.get(objective));
            graphics.fillOval(LEGEND_LEFT + (SAMPLE - MARKER) / 2, y - MARKER / 2, MARKER, MARKER);
            y += LEGEND_LINE;
        }
        sample(graphics, y, Color.DARK_GRAY, DASHED, "floor: matrix products alone");
    }

    private static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
    }

    private static void sample(Graphics2D graphics, int y, Color color, BasicStroke stroke, String text) {
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, LEGEND_LEFT + SAMPLE + 10, y + 4);
        graphics.setColor(color);
        graphics.setStroke(stroke);
        graphics.drawLine(LEGEND_LEFT, y, LEGEND_LEFT + SAMPLE, y);
    }
}
