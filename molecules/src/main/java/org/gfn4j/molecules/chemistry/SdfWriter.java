package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.SDFWriter;
import org.openscience.cdk.layout.StructureDiagramGenerator;

/**
 * Writes SD files: molecules as V2000 tables with coordinates in the plane, and their data fields. The same molecules give
 * the same bytes: the line where programs put the time says only who wrote it.
 *
 * <p>Thread-safety: stateless.
 */
public final class SdfWriter {
    private static final String WRITTEN_BY = "  gfn4j                       2D";

    private SdfWriter() {}

    /**
     * Writes molecules.
     *
     * @param molecules the molecules
     * @param out where to
     * @throws IOException if it cannot be written to
     */
    public static void write(List<MoleculeRecord> molecules, Appendable out) throws IOException {
        for (MoleculeRecord molecule : molecules) {
            out.append(record(molecule));
        }
    }

    private static String record(MoleculeRecord data) throws IOException {
        IAtomContainer molecule = Molecules.copy(data.molecule());
        StringWriter text = new StringWriter();
        try (SDFWriter writer = new SDFWriter(text)) {
            new StructureDiagramGenerator().generateCoordinates(molecule);
            molecule.setTitle(data.name());
            data.fields().forEach(molecule::setProperty);
            writer.write(molecule);
        } catch (CDKException e) {
            throw new IllegalArgumentException(
                    "cannot write the molecule '" + data.name() + "' to an SD file: " + e.getMessage(), e);
        }
        String written = text.toString().replace("\r\n", "\n");
        int second = written.indexOf('\n') + 1;
        int third = written.indexOf('\n', second);
        return written.substring(0, second) + WRITTEN_BY + written.substring(third);
    }
}
