package org.gfn4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gfn4j.rewards.RewardSourceException;

/** Starts the library, which is told to print nothing, and makes messages of its exceptions. */
final class OnnxRuntime {
    private static final String FORMAT = "session.load_model_format";
    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    private OnnxRuntime() {}

    /** Keeps the library from printing a stack trace where it cannot be loaded, which the exception tells. */
    static OrtEnvironment environment() {
        Logger logger = Logger.getLogger("ai.onnxruntime");
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            Files.createDirectories(Path.of(temporaryFolder()));
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "gfn4j");
        } catch (IOException | LinkageError | RuntimeException e) {
            throw new IllegalStateException(
                    "ONNX Runtime, which models in ONNX files need, cannot load its library from the temporary folder "
                            + temporaryFolder() + " (" + reason(rootOf(e))
                            + "): name a folder with room, from which programs may run, in the environment as"
                            + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER",
                    e);
        } finally {
            logger.setLevel(level);
        }
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("java.library.path") // which only follows from what the library does not tell
                ? "it has no room, or programs may not run from it"
                : message.replaceFirst("^(/\\S+: )+", "");
    }

    private static String temporaryFolder() {
        return System.getProperty("java.io.tmpdir", "");
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    static OrtSession open(OrtEnvironment environment, OnnxFile file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            options.addConfigEntry(FORMAT, "ONNX"); // the library would tell by the bytes, of which we have read ONNX
            options.addConfigEntry(WEIGHTS_FOLDER, file.folder().toString());
            return environment.createSession(file.bytes(), options);
        } catch (OrtException e) {
            throw refusal(file.path(), e);
        }
    }

    /** Makes the exception of a file that holds no model, or one that cannot be run. */
    static RewardSourceException refusal(Path path, OrtException e) {
        return e.getCode() == OrtErrorCode.ORT_INVALID_PROTOBUF || e.getCode() == OrtErrorCode.ORT_NO_MODEL
                ? OnnxFile.noModel(path, reason(e), e)
                : new RewardSourceException("ONNX Runtime cannot run '" + path + "': " + reason(e), e);
    }

    /** Returns the message of an exception on one line, without its code and the place in the source of the library. */
    static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return message.replaceFirst("^Error code - \\w+ - message: ", "")
                .replaceFirst("^\\S+:\\d+ .*?\\) (?=\\p{Lu})", "");
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot free an ONNX model: " + reason(e), e);
        }
    }
}
