package org.gfn4j.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gfn4j.network.Kernel;

/**
 * What a run ran on.
 *
 * <p>Thread-safety: stateless.
 */
public final class Host {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Host() {}

    /** Returns what {@code config.yaml} says of the program and the machine that wrote it. */
    public static Map<String, Object> describe() {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("gfn4j", Version.number());
        host.put("kernel", kernel());
        host.put("java", java());
        host.put("processor", processor());
        return host;
    }

    /** Returns the kernel that perceptrons run on. */
    public static String kernel() {
        return Kernel.chosen().name();
    }

    /** Returns the version and vendor of the JVM. */
    public static String java() {
        return System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    /** Returns the name of the processor, or its architecture where the name is not known. */
    public static String processor() {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(PROCESSORS)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + " (" + architecture + ")")
                    .findFirst()
                    .orElse(architecture);
        } catch (IOException e) {
            return architecture;
        }
    }
}
