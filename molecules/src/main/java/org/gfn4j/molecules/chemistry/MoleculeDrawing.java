package org.gfn4j.molecules.chemistry;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.vecmath.Point2d;
import org.openscience.cdk.depict.Depiction;
import org.openscience.cdk.depict.DepictionGenerator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.layout.StructureDiagramGenerator;

/**
 * Draws structural formulas, each in a cell of one size with a caption below.
 *
 * <p>Thread-safety: immutable.
 */
public final class MoleculeDrawing {
    private static final int CAPTION = 22;
    private static final int TEXT = 13;
    private static final int DENSITY = 2;
    private static final double ZOOM = 1.3;
    private static final Color HALO = new Color(0xffd27f);
    private static final Color INK = new Color(0x333333);
    /** Sulphur, which is hard to see on white, and on black once the colours of a page are inverted. */
    private static final String PALE_YELLOW = "#C6C62C";

    private static final String DARK_YELLOW = "#8C7A00";
    private static final Pattern SIZE = Pattern.compile("width='[^']*' height='[^']*' viewBox='[^']*'");
    private static final String HEADLESS = "java.awt.headless";

    private final int width;
    private final int height;

    /**
     * Makes a drawer.
     *
     * @param width the width of a cell in CSS pixels, at least 60
     * @param height the height of a cell in CSS pixels, at least 60
     * @throws IllegalArgumentException if a cell is too small
     */
    public MoleculeDrawing(int width, int height) {
        if (width < 60 || height < 60) {
            throw new IllegalArgumentException(
                    "a drawing must be at least 60 pixels wide and high, but is " + width + " × " + height);
        }
        this.width = width;
        this.height = height;
    }

    /**
     * Draws one molecule as an {@code svg} element to be put into a page, in its natural size: bonds are 21 CSS
     * pixels long, however large the molecule is, and its longer side lies across. It has no ids, classes, links or
     * declarations, so that there may be many of them in one page, and no caption.
     *
     * @param picture the molecule
     * @return the element
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public static String svg(MoleculePicture picture) {
        IAtomContainer molecule = Molecules.copy(picture.molecule());
        layOutAcross(molecule);
        String drawn = depict(new DepictionGenerator().withZoom(0.8), molecule, picture.highlighted())
                .toSvgStr(Depiction.UNITS_PX);
        Matcher size = SIZE.matcher(drawn);
        if (!size.find()) {
            throw new IllegalStateException("a drawing has no size");
        }
        String content = drawn.substring(drawn.indexOf("<g "), drawn.lastIndexOf("</svg>"))
                .replaceAll(" (?:id|class)='[^']*'", "")
                .replace(PALE_YELLOW, DARK_YELLOW);
        return "<svg xmlns='http://www.w3.org/2000/svg' role='img' " + size.group() + ">" + content + "</svg>";
    }

    private static void layOutAcross(IAtomContainer molecule) {
        try {
            new StructureDiagramGenerator().generateCoordinates(molecule);
        } catch (CDKException e) {
            throw new IllegalStateException("cannot lay out a molecule: " + e.getMessage(), e);
        }
        double[] corners = GeometryUtil.getMinMax(molecule);
        if (corners[3] - corners[1] > corners[2] - corners[0]) {
            GeometryUtil.rotate(molecule, new Point2d(), Math.PI / 2);
        }
    }

    /**
     * Draws molecules row by row into a PNG image of twice their natural size, so that it is sharp on fine screens.
     *
     * @param pictures the molecules, at least one
     * @param columns how many stand beside each other, at least 1
     * @return the bytes of a PNG file
     * @throws IllegalArgumentException if there is no molecule or no column
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public byte[] png(List<MoleculePicture> pictures, int columns) {
        if (pictures.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    "there must be at least one molecule and one column to draw, but there are " + pictures.size()
                            + " and " + columns);
        }
        int beside = Math.min(columns, pictures.size());
        int rows = (pictures.size() + beside - 1) / beside;
        withoutDisplay();
        BufferedImage image =
                new BufferedImage(beside * width * DENSITY, rows * height * DENSITY, BufferedImage.TYPE_INT_RGB);
        try {
            Graphics2D graphics = image.createGraphics();
            try {
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
                graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
                for (int i = 0; i < pictures.size(); i++) {
                    int x = i % beside * width * DENSITY;
                    int y = i / beside * height * DENSITY;
                    graphics.drawImage(depict(pictures.get(i), DENSITY).toImg(), x, y, null);
                    drawCaption(graphics, pictures.get(i).caption(), x, y);
                }
            } finally {
                graphics.dispose();
            }
        } catch (LinkageError | InternalError | AWTError e) {
            throw withoutFonts(e);
        }
        return png(image);
    }

    private void drawCaption(Graphics2D graphics, String caption, int x, int y) {
        graphics.setColor(INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT * DENSITY));
        FontMetrics metrics = graphics.getFontMetrics();
        int left = x + (width * DENSITY - metrics.stringWidth(caption)) / 2;
        graphics.drawString(caption, left, y + height * DENSITY - 7 * DENSITY);
    }

    private Depiction depict(MoleculePicture picture, int density) {
        DepictionGenerator generator = new DepictionGenerator()
                .withSize((double) width * density, (double) (height - CAPTION) * density)
                .withZoom(ZOOM * density)
                .withPadding(4.0 * density);
        return depict(generator, Molecules.copy(picture.molecule()), picture.highlighted());
    }

    private static Depiction depict(DepictionGenerator generator, IAtomContainer molecule, Set<Integer> atoms) {
        withoutDisplay();
        try {
            return generator
                    .withAtomColors()
                    .withBackgroundColor(Color.WHITE)
                    .withHighlight(highlighted(molecule, atoms), HALO)
                    .withOuterGlowHighlight()
                    .depict(molecule);
        } catch (CDKException e) {
            throw new IllegalStateException("cannot draw a molecule: " + e.getMessage(), e);
        } catch (LinkageError | InternalError | AWTError e) {
            throw withoutFonts(e);
        }
    }

    private static Set<IChemObject> highlighted(IAtomContainer molecule, Set<Integer> atoms) {
        Set<IChemObject> parts = new LinkedHashSet<>();
        for (IAtom atom : molecule.atoms()) {
            if (atoms.contains(atom.getIndex())) {
                parts.add(atom);
            }
        }
        for (IBond bond : molecule.bonds()) {
            if (atoms.contains(bond.getBegin().getIndex())
                    && atoms.contains(bond.getEnd().getIndex())) {
                parts.add(bond);
            }
        }
        return parts;
    }

    /** Where a display is named but cannot be reached, AWT would fail. */
    private static void withoutDisplay() {
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
    }

    private static IllegalStateException withoutFonts(Throwable cause) {
        return new IllegalStateException(
                "cannot draw molecules, because Java finds no fonts or not the libraries for them; install fontconfig"
                        + " and a font, on Debian by: apt-get install fontconfig libfreetype6 fonts-dejavu-core",
                cause);
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a PNG image in memory", e);
        }
        return bytes.toByteArray();
    }
}
