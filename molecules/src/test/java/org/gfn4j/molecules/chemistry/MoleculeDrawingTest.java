package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class MoleculeDrawingTest {
    private final MoleculeDrawing drawing = new MoleculeDrawing(240, 200);
    private final IAtomContainer aspirin = GoldenMolecules.parse("CC(=O)Oc1ccccc1C(=O)O");

    @Test
    void svgIsAnElementThatManyOfCanStandInOnePage() throws Exception {
        String svg = MoleculeDrawing.svg(new MoleculePicture(aspirin, "", Set.of(0, 1, 2)));
        assertThat(svg).startsWith("<svg ").endsWith("</svg>");
        assertThat(svg).doesNotContain("id=").doesNotContain("class=").doesNotContain("url(");
        String page = "<div>" + svg + MoleculeDrawing.svg(new MoleculePicture(aspirin, "")) + "</div>";
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
        assertThat(document.getElementsByTagName("path").getLength()).isGreaterThan(10);
    }

    @Test
    void svgHasBondsOfOneLengthAndLiesAcross() {
        double[] benzene = size("c1ccccc1");
        double[] chain = size("c1ccccc1-" + "c1ccc(cc1)-".repeat(6) + "c1ccccc1");
        assertThat(chain[0]).as("eight rings beside each other").isGreaterThan(6 * benzene[0]);
        assertThat(chain[0]).isGreaterThan(chain[1]);
        double[] steep = size("CC(C)(C)C(C)(C)C(C)(C)C(C)(C)C(C)(C)C(C)(C)C");
        assertThat(steep[0]).isGreaterThanOrEqualTo(steep[1]);
    }

    private static double[] size(String smiles) {
        Matcher size = Pattern.compile("viewBox='0 0 (\\S+) (\\S+)'")
                .matcher(MoleculeDrawing.svg(new MoleculePicture(GoldenMolecules.parse(smiles), "")));
        assertThat(size.find()).isTrue();
        return new double[] {Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2))};
    }

    @Test
    void sulphurIsDarkEnoughToBeRead() {
        assertThat(MoleculeDrawing.svg(new MoleculePicture(GoldenMolecules.parse("CSC"), "")))
                .contains("#8C7A00")
                .doesNotContain("#C6C62C");
    }

    @Test
    void leavesTheMoleculeAsItIs() {
        assertThat(aspirin.getAtom(0).getPoint2d()).isNull();
        MoleculeDrawing.svg(new MoleculePicture(aspirin, "a"));
        assertThat(aspirin.getAtom(0).getPoint2d()).isNull();
        assertThat(aspirin.getTitle()).isNull();
    }

    @Test
    void drawsTheSameAgain() {
        MoleculePicture picture = new MoleculePicture(aspirin, "a", Set.of(4, 5, 6, 7, 8, 9));
        assertThat(MoleculeDrawing.svg(picture)).isEqualTo(MoleculeDrawing.svg(picture));
    }

    @Test
    void coloursHighlightedAtoms() {
        assertThat(MoleculeDrawing.svg(new MoleculePicture(aspirin, "", Set.of(0))))
                .contains("#FFD27F");
        assertThat(MoleculeDrawing.svg(new MoleculePicture(aspirin, ""))).doesNotContain("#FFD27F");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoleculePicture(aspirin, "", Set.of(13)))
                .withMessageContaining("no atom 13")
                .withMessageContaining("13 atoms");
    }

    @Test
    void pngHasACellForEachMolecule() throws IOException {
        List<MoleculePicture> five = Collections.nCopies(5, new MoleculePicture(aspirin, "a caption"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawing.png(five, 3)));
        assertThat(image.getWidth()).isEqualTo(3 * 240 * 2);
        assertThat(image.getHeight()).isEqualTo(2 * 200 * 2);
        assertThat(inked(image, 1, 1)).as("fifth cell").isPositive();
        assertThat(inked(image, 2, 1)).as("empty cell").isZero();
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(drawing.png(five.subList(0, 1), 4)));
        assertThat(one.getWidth()).isEqualTo(240 * 2);
    }

    private static int inked(BufferedImage image, int column, int row) {
        int count = 0;
        for (int x = column * 480; x < (column + 1) * 480; x++) {
            for (int y = row * 400; y < (row + 1) * 400; y++) {
                count += (image.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoleculeDrawing(20, 200))
                .withMessageContaining("20 × 200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drawing.png(List.of(), 3))
                .withMessageContaining("at least one molecule");
    }
}
