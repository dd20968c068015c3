package org.gfn4j.app.report;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Draws figures as PNG images of twice their natural size, so that they are sharp on fine screens.
 *
 * <p>Thread-safety: stateless.
 */
final class Figures {
    /** The natural width of a figure in CSS pixels. */
    static final int WIDTH = 370;

    /** The natural height of a figure in CSS pixels. */
    static final int HEIGHT = 290;

    /** How many pixels there are to a CSS pixel. */
    static final int DENSITY = 2;

    private static final String HEADLESS = "java.awt.headless";

    private Figures() {}

    /**
     * Draws a picture.
     *
     * @param picture the picture
     * @return the bytes of a PNG file
     * @throws IllegalStateException if Java has no fonts to write with; the message says how to get them
     */
    static byte[] png(Figure.Picture picture) {
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
        BufferedImage image = new BufferedImage(WIDTH * DENSITY, HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = writable(image);
        try {
            graphics.scale(DENSITY, DENSITY);
            picture.painter().paint(graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a PNG image: " + e.getMessage(), e);
        }
    }

    /** Returns what to draw with, once it has measured a text: without fonts that is where Java fails. */
    @SuppressWarnings("ReturnValueIgnored")
    private static Graphics2D writable(BufferedImage image) {
        try {
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.getFontMetrics(Charts.FONT).stringWidth("0");
            return graphics;
        } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
            throw new IllegalStateException(
                    "cannot draw figures, because Java finds no fonts or not the libraries for them; install fontconfig"
                            + " and a font, on Debian by: apt-get install fontconfig libfreetype6 fonts-dejavu-core",
                    e);
        }
    }
}
