package org.gfn4j.app.data;

import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of stored data in one format.
 *
 * <p>Thread-safety: implementations are confined to one thread.
 */
interface DataRows {

    /**
     * Reads a row.
     *
     * @return the row, null after the last
     * @throws WrongOptionException if it cannot be read; the message names the file, the line and the column
     */
    @Nullable
    DataRow next();
}
