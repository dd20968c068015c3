package org.gfn4j.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** Numbers that golden/evaluation.py computed. */
final class Golden {
    private static final Properties NUMBERS = load();

    private Golden() {}

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/evaluation.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static double number(String name) {
        return Double.parseDouble(Objects.requireNonNull(NUMBERS.getProperty(name), name));
    }

    static Set<String> names() {
        return NUMBERS.stringPropertyNames();
    }
}
