package org.gfn4j.molecules.docking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gfn4j.storage.Sha256;

/**
 * The rigid atoms that molecules are docked into, as they stood in a file in PDBQT when it was read.
 *
 * <p>Thread-safety: immutable.
 */
public final class Receptor {
    private static final long LARGEST_FILE = 100_000_000;
    private static final int LONGEST_SHOWN = 60;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");
    private static final Pattern LIGAND = Pattern.compile("(ROOT|BRANCH|TORSDOF|ENDROOT|ENDBRANCH).*");
    private static final Pattern IGNORED = Pattern.compile("(REMARK|WARNING|TER|END).*|\\s*");

    /** What Vina 1.2 reads in a receptor. */
    private static final Set<String> TYPES = Set.of(
            "C", "A", "N", "O", "P", "S", "H", "F", "I", "NA", "OA", "SA", "HD", "Mg", "Mn", "Zn", "Ca", "Fe", "Cl",
            "Br", "Si", "At", "Se", "Cu", "Na", "K", "Hg", "Co", "U", "Cd", "Ni");

    private final Path file;
    private final String sha256;
    private final List<String> lines;
    private final double[][] atoms;
    private final Extents extents;

    /**
     * Between which coordinates atoms lie.
     *
     * @param leastX the least x, in Å
     * @param greatestX the greatest x, in Å
     * @param leastY the least y, in Å
     * @param greatestY the greatest y, in Å
     * @param leastZ the least z, in Å
     * @param greatestZ the greatest z, in Å
     */
    public record Extents(
            double leastX, double greatestX, double leastY, double greatestY, double leastZ, double greatestZ) {
        private static Extents of(double[][] atoms) {
            double[] least = atoms[0].clone();
            double[] greatest = atoms[0].clone();
            for (double[] atom : atoms) {
                for (int axis = 0; axis < 3; axis++) {
                    least[axis] = Math.min(least[axis], atom[axis]);
                    greatest[axis] = Math.max(greatest[axis], atom[axis]);
                }
            }
            return new Extents(least[0], greatest[0], least[1], greatest[1], least[2], greatest[2]);
        }

        /**
         * Describes the extents.
         *
         * @return such as {@code x from -1 to 1, y from -2 to 2, z from -3 to 3 Å}, with one decimal
         */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "x from %.1f to %.1f, y from %.1f to %.1f, z from %.1f to %.1f Å",
                    leastX,
                    greatestX,
                    leastY,
                    greatestY,
                    leastZ,
                    greatestZ);
        }
    }

    private Receptor(Path file, String sha256, List<String> lines, double[][] atoms) {
        this.file = file;
        this.sha256 = sha256;
        this.lines = lines;
        this.atoms = atoms;
        this.extents = Extents.of(atoms);
    }

    /**
     * Reads a receptor.
     *
     * @param file a file in PDBQT without flexible parts
     * @return the receptor
     * @throws ReceptorException if the file cannot be read or is not what a receptor must be; the message names the file, the
     *     line and the remedy
     */
    public static Receptor read(Path file) throws ReceptorException {
        byte[] bytes = bytes(file);
        List<String> lines = new ArrayList<>();
        List<double[]> atoms = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) new String(bytes, StandardCharsets.ISO_8859_1).lines()::iterator) {
            number++;
            if (line.startsWith("ATOM  ") || line.startsWith("HETATM")) {
                atoms.add(atom(file, number, line));
                lines.add(line);
            } else if (LIGAND.matcher(line).matches()) {
                throw ReceptorException.malformed(
                        file, number, "'" + shown(line) + "' belongs in the PDBQT of a ligand or of a flexible part");
            } else if (line.startsWith("MODEL")) {
                throw ReceptorException.malformed(
                        file, number, "'" + shown(line) + "' begins one of several models, but only one can be used");
            } else if (!IGNORED.matcher(line).matches()) {
                throw ReceptorException.malformed(
                        file, number, "'" + shown(line) + "' does not belong in the PDBQT of a receptor");
            }
        }
        if (atoms.isEmpty()) {
            throw ReceptorException.malformed(file, bytes.length == 0 ? "it is empty" : "it has no atom");
        }
        return new Receptor(file, Sha256.of(bytes), List.copyOf(lines), atoms.toArray(double[][]::new));
    }

    private static byte[] bytes(Path file) throws ReceptorException {
        try {
            if (Files.isDirectory(file)) {
                throw ReceptorException.malformed(file, "it is a folder");
            }
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw ReceptorException.malformed(
                        file, "it has " + size + " bytes, but a receptor may have at most " + LARGEST_FILE);
            }
            return Files.readAllBytes(file);
        } catch (ReceptorException e) {
            throw e;
        } catch (IOException e) {
            throw ReceptorException.unreadable(file, e);
        }
    }

    /** Reads the columns that Vina reads; Vina takes the element of a PDB for a type, so the charge is what tells them apart. */
    private static double[] atom(Path file, int number, String line) throws ReceptorException {
        if (!WHOLE.matcher(columns(line, 7, 11)).matches()) {
            throw ReceptorException.malformed(file, number, "has no atom number in columns 7 to 11");
        }
        double[] atom = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int from = 31 + 8 * axis;
            String coordinate = columns(line, from, from + 7);
            if (!NUMBER.matcher(coordinate).matches()) {
                throw ReceptorException.malformed(
                        file,
                        number,
                        "must have a coordinate in columns " + from + " to " + (from + 7) + ", but has '"
                                + shown(coordinate) + "'");
            }
            atom[axis] = Double.parseDouble(coordinate);
        }
        String charge = columns(line, 69, 76);
        if (!NUMBER.matcher(charge).matches()) {
            throw ReceptorException.malformed(
                    file,
                    number,
                    "must have a charge in columns 69 to 76, but has '" + shown(charge)
                            + "'; a PDB has neither charges nor AutoDock types");
        }
        String type = columns(line, 78, line.length());
        if (!TYPES.contains(type)) {
            throw ReceptorException.malformed(
                    file,
                    number,
                    "must have an AutoDock type in columns 78 and 79, such as C, A, OA or HD, but has '" + shown(type)
                            + "'");
        }
        return atom;
    }

    /** Returns columns, counted from 1, both inclusive, without blanks around them. */
    private static String columns(String line, int from, int to) {
        return line.substring(Math.min(from - 1, line.length()), Math.min(to, line.length()))
                .strip();
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(LONGEST_SHOWN).forEach(c -> shown.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return text.length() > LONGEST_SHOWN ? shown + "…" : shown.toString();
    }

    /**
     * Refuses a box with nothing in it to dock to.
     *
     * @param box a box
     * @throws ReceptorException if no atom lies in the box; the message has the box and the extents of the receptor
     */
    public void requireHit(DockingBox box) throws ReceptorException {
        for (double[] atom : atoms) {
            if (box.contains(atom[0], atom[1], atom[2])) {
                return;
            }
        }
        throw ReceptorException.missed(file, box, extents);
    }

    /**
     * Returns where the atoms lie.
     *
     * @return the extents
     */
    public Extents extents() {
        return extents;
    }

    /**
     * Returns the SHA-256 of the file.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        return sha256;
    }

    /** Writes the atoms to a file in PDBQT. */
    void write(Path copy) throws IOException {
        Files.write(copy, lines, StandardCharsets.ISO_8859_1);
    }
}
