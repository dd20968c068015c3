package org.gfn4j.molecules.docking;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Nothing can be docked into a file; the message names the file, what is wrong, and the remedy. */
public final class ReceptorException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final String REMEDY =
            "; a receptor must be a PDBQT of ATOM or HETATM lines with coordinates, charge and"
                    + " AutoDock type; obabel receptor.pdb -xr -opdbqt -O receptor.pdbqt makes one";

    private ReceptorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Makes an exception for a file that cannot be read. */
    static ReceptorException unreadable(Path file, IOException cause) {
        return new ReceptorException("cannot read the receptor " + file + ": " + reason(cause), cause);
    }

    /** Makes an exception for a file that is no receptor. */
    static ReceptorException malformed(Path file, String problem) {
        return new ReceptorException("the file " + file + " is no receptor: " + problem + REMEDY, null);
    }

    /** Makes an exception for a line that does not belong into a receptor. */
    static ReceptorException malformed(Path file, int line, String problem) {
        return malformed(file, "line " + line + " " + problem);
    }

    /** Makes an exception for a box that holds no part of the receptor. */
    static ReceptorException missed(Path file, DockingBox box, Receptor.Extents extents) {
        return new ReceptorException(
                "no atom of the receptor " + file + " lies in the docking box with " + box + "; its atoms have "
                        + extents + "; choose a box around the binding site",
                null);
    }

    private static String reason(IOException cause) {
        return cause instanceof NoSuchFileException ? "there is no such file" : cause.toString();
    }
}
