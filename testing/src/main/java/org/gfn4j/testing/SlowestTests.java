package org.gfn4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Prints the slowest tests of a build at its end, and fails where one has taken too long.
 *
 * <p>Thread-safety: stateless.
 */
public final class SlowestTests {
    private static final int SHOWN = 20;

    private SlowestTests() {}

    /** A test and how long it took, in seconds. */
    record Timed(String test, double seconds) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%8.1f s  %s", seconds, test);
        }
    }

    /**
     * Reads the reports of all modules.
     *
     * @param arguments the root of the checkout, when the build began as {@link Instant#parse} reads it, and how many
     *     seconds a test may take on a machine that does nothing else
     * @throws IOException if a report cannot be read
     * @throws IllegalStateException if a test took longer
     */
    public static void main(String[] arguments) throws IOException {
        List<Timed> tests = read(Path.of(arguments[0]), Instant.parse(arguments[1]));
        if (!tests.isEmpty()) {
            System.out.println(describe(tests));
        }
        check(tests, Double.parseDouble(arguments[2]) * crowding());
    }

    /** Returns how many processes wait for a processor, at least 1: what others do makes tests slower, too. */
    private static double crowding() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return Math.max(1, system.getSystemLoadAverage() / system.getAvailableProcessors());
    }

    static List<Timed> read(Path root, Instant start) throws IOException {
        List<Timed> tests = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path module : modules) {
                for (String build : List.of("target", "target/quality/target")) {
                    Path reports = module.resolve(build).resolve("surefire-reports");
                    if (Files.isDirectory(reports)) {
                        read(reports, start, tests);
                    }
                }
            }
        }
        tests.sort(Comparator.comparingDouble(Timed::seconds).reversed());
        return tests;
    }

    private static void read(Path reports, Instant start, List<Timed> tests) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (Path file : files) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        read(bytes, tests);
                    } catch (XMLStreamException e) {
                        throw new IOException(file + " is no report of tests", e);
                    }
                }
            }
        }
    }

    private static void read(InputStream bytes, List<Timed> tests) throws XMLStreamException {
        XMLStreamReader xml = XMLInputFactory.newInstance().createXMLStreamReader(bytes);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                String seconds = xml.getAttributeValue(null, "time").replace(",", "");
                tests.add(new Timed(
                        xml.getAttributeValue(null, "classname") + "#" + xml.getAttributeValue(null, "name"),
                        Double.parseDouble(seconds)));
            }
        }
    }

    static String describe(List<Timed> tests) {
        StringBuilder text = new StringBuilder("The slowest of " + tests.size() + " tests:");
        tests.stream()
                .limit(SHOWN)
                .forEach(test -> text.append(System.lineSeparator()).append(test));
        return text.toString();
    }

    static void check(List<Timed> tests, double limit) {
        List<Timed> slow = tests.stream().filter(test -> test.seconds() > limit).toList();
        if (!slow.isEmpty()) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "a test without the tag acceptance may take %.0f s, but these took longer: %s",
                    limit,
                    slow));
        }
    }
}
