package org.gfn4j.molecules.docking;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of space in which poses of a ligand are searched for, with edges along the axes.
 *
 * <p>Thread-safety: immutable.
 *
 * @param centreX x of the centre, in Å
 * @param centreY y of the centre, in Å
 * @param centreZ z of the centre, in Å
 * @param sizeX length of the edges along x, in Å, more than 0 and at most {@link #LARGEST_SIZE}
 * @param sizeY length of the edges along y, in Å, as that along x
 * @param sizeZ length of the edges along z, in Å, as that along x
 */
public record DockingBox(double centreX, double centreY, double centreZ, double sizeX, double sizeY, double sizeZ) {
    /** The greatest length of an edge, in Å. */
    public static final double LARGEST_SIZE = 126;

    private static final Pattern COMMA = Pattern.compile(",");

    /**
     * Makes a box.
     *
     * @throws IllegalArgumentException if a coordinate is not finite or a size is out of its range
     */
    public DockingBox {
        requireFinite(centreX, "x");
        requireFinite(centreY, "y");
        requireFinite(centreZ, "z");
        requireSize(sizeX, "x");
        requireSize(sizeY, "y");
        requireSize(sizeZ, "z");
    }

    /**
     * Reads a box.
     *
     * @param centre the centre, such as {@code -13.4,26.3,-13.3}, in Å
     * @param size the lengths of the edges, such as {@code 20,16.3,18.5}, in Å
     * @return the box
     * @throws IllegalArgumentException if one is not of the form x,y,z or a size is out of its range; the message has the text
     */
    public static DockingBox parse(String centre, String size) {
        double[] at = triple("centre", centre);
        double[] edges = triple("size", size);
        return new DockingBox(at[0], at[1], at[2], edges[0], edges[1], edges[2]);
    }

    private static double[] triple(String what, String text) {
        String[] parts = COMMA.split(text, -1);
        if (parts.length == 3) {
            try {
                return new double[] {
                    Double.parseDouble(parts[0].strip()),
                    Double.parseDouble(parts[1].strip()),
                    Double.parseDouble(parts[2].strip())
                };
            } catch (NumberFormatException e) {
                throw malformed(what, text, e);
            }
        }
        throw malformed(what, text, null);
    }

    private static IllegalArgumentException malformed(String what, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the " + what + " of a docking box must be three numbers x,y,z in Å, such as -13.4,26.3,-13.3, but is '"
                        + text + "'",
                cause);
    }

    private static void requireFinite(double value, String axis) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "the centre of a docking box must have a finite " + axis + ", but it is " + value);
        }
    }

    private static void requireSize(double value, String axis) {
        if (!(value > 0 && value <= LARGEST_SIZE)) {
            throw new IllegalArgumentException("the size of a docking box along " + axis
                    + " must be more than 0 and at most 126 Å, but is " + value);
        }
    }

    /** Tells whether a point lies within the box or on its border. */
    boolean contains(double x, double y, double z) {
        return Math.abs(x - centreX) <= sizeX / 2
                && Math.abs(y - centreY) <= sizeY / 2
                && Math.abs(z - centreZ) <= sizeZ / 2;
    }

    /**
     * Describes the box in numbers that tell it from any other.
     *
     * @return such as {@code centre -13.4,26.3,-13.3 size 20.0,16.3,18.5 Å}
     */
    @Override
    public String toString() {
        return "centre " + centreX + "," + centreY + "," + centreZ + " size " + sizeX + "," + sizeY + "," + sizeZ
                + " Å";
    }
}
