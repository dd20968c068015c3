package org.gfn4j.torch;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, once for the process, and gives it one thread: small products lose by more, and with one the same
 * numbers give the same bits.
 *
 * <p>Thread-safety: stateless.
 */
final class Natives {
    private static final String SEARCH = "java.library.path";

    private Natives() {}

    /** Does its work when it is first touched. */
    private static final class Start {
        static {
            torch.set_num_threads(1);
            // libtorch does not hand its number on to OpenBLAS, which has threads of its own
            openblas_full.openblas_set_num_threads(1);
        }

        static void touch() {}
    }

    /**
     * Makes sure that the natives are there.
     *
     * @throws IllegalStateException if they cannot be loaded; the message names folder, cause and remedy
     */
    static void load() {
        try {
            Start.touch();
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException(
                    "networks on libtorch need its libraries, which cannot be unpacked into or loaded from the folder "
                            + folder() + " (" + reason(e)
                            + "): name a folder with a gigabyte of room, from which programs"
                            + " may run, in the environment as JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER",
                    e);
        }
    }

    private static String folder() {
        try {
            return Loader.getCacheDir().toString();
        } catch (IOException e) {
            return System.getProperty("user.home", "") + "/.javacpp/cache";
        }
    }

    /** Returns what went wrong first; that nothing was found on a path only follows from it. */
    private static String reason(Throwable failure) {
        String reason = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.contains(SEARCH)) {
                reason = message;
            }
        }
        return reason.isEmpty()
                ? "it has no room, or programs may not run from it"
                : reason.replaceFirst("^(/\\S+: )+", "");
    }

    /** Returns how many threads a product may use. */
    static int threads() {
        return Math.max(torch.get_num_threads(), openblas_full.openblas_get_num_threads());
    }
}
