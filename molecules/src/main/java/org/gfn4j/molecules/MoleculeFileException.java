package org.gfn4j.molecules;

/** Says what is wrong with a file: its name, the line where there is one, the cause, and what is allowed. */
public final class MoleculeFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The name of the file. */
    private final String file;

    /** The number of the line, or 0. */
    private final int line;

    /**
     * Makes an exception about a line.
     *
     * @param file the name of the file
     * @param line the number of the line, from 1, or 0 if the problem is in none
     * @param problem what is wrong and what is allowed
     */
    public MoleculeFileException(String file, int line, String problem) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + problem);
        this.file = file;
        this.line = line;
    }

    /**
     * Returns the name of the file.
     *
     * @return as it was given
     */
    public String file() {
        return file;
    }

    /**
     * Returns where in the file the problem is.
     *
     * @return the number of the line, from 1, or 0 if the problem is in none
     */
    public int line() {
        return line;
    }
}
