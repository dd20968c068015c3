package org.gfn4j.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.RunFolder;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a configuration: YAML with one level of keys and single values, taken by their source text.
 *
 * <p>The record of who wrote it, which a run adds to its own, is passed over.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class ConfigFile {
    /** The key of the record that a run adds; its value is passed over. */
    static final String WRITTEN_BY = "written-by";

    /** The largest file that is read, in bytes. */
    static final int LARGEST = 1 << 20;

    private static final YAMLFactory YAML = YAMLFactory.builder().build();
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path file;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the settings in their order, keys all different
     * @throws WrongOptionException if it cannot be read or has another form; the message names the place
     */
    public static List<Setting> read(Path file) {
        ConfigFile config = new ConfigFile(file);
        config.parse(config.text());
        return List.copyOf(config.settings.values());
    }

    private String text() {
        if (Files.isDirectory(file)) {
            Path inside = file.resolve(RunFolder.CONFIG);
            throw unreadable("it is a folder" + (Files.exists(inside) ? "; in it lies '" + inside + "'" : ""));
        }
        if (Files.notExists(file)) {
            throw unreadable("there is no such file");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw unreadable(Failures.describe(e));
        }
        if (bytes.length > LARGEST) {
            throw unreadable("it is larger than 1 MB");
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean failed = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes), text, true)
                .isError();
        String decoded = text.flip().toString();
        if (failed) {
            int line = 1 + (int) decoded.chars().filter(c -> c == '\n').count();
            throw wrong(place(line, decoded.length() - decoded.lastIndexOf('\n')), "not a character in UTF-8");
        }
        return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
    }

    private void parse(String text) {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw unreadable("it is empty");
            }
            if (token != JsonToken.START_OBJECT) {
                throw wrong(place(parser), "expected lines of the form 'key: value', but this is " + kind(token));
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                setting(parser);
            }
            if (parser.nextToken() != null) {
                throw wrong(place(parser), "a file holds one configuration, but here starts another");
            }
        } catch (JacksonException e) {
            throw notYaml(e);
        }
    }

    private void setting(YAMLParser parser) {
        String key = parser.currentName();
        String keyPlace = place(parser);
        JsonToken token = parser.nextToken();
        String value = String.valueOf(parser.getString());
        Setting setting = new Setting(key, value, keyPlace, place(parser));
        if (settings.containsKey(key)) {
            throw setting.wrongKey("the key '" + key + "' is given more than once");
        }
        if (key.equals(WRITTEN_BY)) {
            parser.skipChildren();
            return;
        }
        if (parser.isCurrentAlias()) {
            throw setting.wrongValue("'*" + value + "' refers to another value; write the value itself");
        }
        if (token == JsonToken.VALUE_NULL) {
            throw setting.wrongKey("the key '" + key + "' has no value");
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            throw setting.wrongValue("the key '" + key + "' takes a single value, but this is " + kind(token));
        }
        settings.put(key, setting);
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "a map";
            case START_ARRAY -> "a list";
            default -> "a single value";
        };
    }

    private String place(YAMLParser parser) {
        return place(parser.currentTokenLocation());
    }

    private String place(TokenStreamLocation location) {
        return place(location.getLineNr(), location.getColumnNr());
    }

    private String place(int line, int column) {
        return file + ", line " + line + ", column " + column;
    }

    private WrongOptionException notYaml(JacksonException failure) {
        if (failure.getCause() instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            Mark mark = marked.getProblemMark().get();
            return wrong(place(mark.getLine() + 1, mark.getColumn() + 1), "not YAML: " + marked.getProblem());
        }
        TokenStreamLocation location = failure.getLocation();
        return wrong(location == null ? file.toString() : place(location), "not YAML of the form 'key: value'");
    }

    private WrongOptionException unreadable(String reason) {
        return new WrongOptionException("cannot read the configuration '" + file + "': " + reason);
    }

    private static WrongOptionException wrong(String place, String message) {
        return new WrongOptionException(place + ": " + message);
    }
}
