package org.gfn4j.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A converter that can say what it accepts.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <T> the type of a value
 */
public interface Allowing<T> extends ITypeConverter<T> {

    /** Returns what is allowed, in words that follow "is not". */
    String allowed();

    /**
     * Reads a value.
     *
     * @param text what was written
     * @return the value; null where it is not allowed
     * @throws TypeConversionException if it is not allowed for a reason that deserves words
     */
    @Nullable
    T read(String text);

    @Override
    default T convert(String text) {
        String reason = "";
        try {
            T value = read(text);
            if (value != null) {
                return value;
            }
        } catch (TypeConversionException e) {
            reason = " (" + e.getMessage() + ")";
        }
        throw new TypeConversionException("'" + text + "' is not " + allowed() + reason);
    }
}
