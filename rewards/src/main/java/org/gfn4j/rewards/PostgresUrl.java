package org.gfn4j.rewards;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL of PostgreSQL, so that passwords reach neither the driver's URL nor a message.
 *
 * @param driverUrl the URL without what stands before @, and without passwords
 * @param shown the URL without passwords
 * @param user who logs in, null where that stands in the parameters or nowhere
 * @param passwords the parameters that are passwords
 * @param servers the servers with their ports, for messages
 * @param database the name of the database
 */
record PostgresUrl(
        String driverUrl,
        String shown,
        @Nullable String user,
        Map<String, String> passwords,
        String servers,
        String database) {
    private static final String SCHEME = "jdbc:postgresql://";
    private static final Pattern START = Pattern.compile("(?i)\\s*(?:jdbc:)?postgres(?:ql)?://");
    static final String FORM = "jdbc:postgresql://HOST:PORT/DATABASE?user=USER";

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]/\\s]+)(?::([0-9]{1,5}))?");

    /** Tells whether a place is meant to be a URL of PostgreSQL, in whatever way its scheme is written. */
    static boolean isMeant(String place) {
        return START.matcher(place).lookingAt();
    }

    static PostgresUrl parse(String place) {
        PostgresUrl url = tryParse(place);
        if (url == null) {
            throw new IllegalArgumentException("a reward cache in PostgreSQL must have the form " + FORM
                    + ", with characters such as / and @ in a password percent-encoded, but is "
                    + withoutPassword(place));
        }
        return url;
    }

    static String withoutPassword(String place) {
        if (!CacheDatabase.isUrl(place)) {
            return place;
        }
        PostgresUrl url = isMeant(place) ? tryParse(place) : null;
        if (url == null) { // nobody knows where a password is
            Matcher beginning =
                    Pattern.compile("(?i)\\s*(jdbc:)?[a-z0-9+.-]*:(//)?").matcher(place);
            return beginning.lookingAt() ? beginning.group() + "…" : "…";
        }
        return url.shown;
    }

    private static int endOfPath(String text) {
        int question = text.indexOf('?');
        return question < 0 ? text.length() : question;
    }

    private static @Nullable PostgresUrl tryParse(String place) {
        String text = START.matcher(place).replaceFirst("").strip();
        String path = text.substring(0, endOfPath(text));
        String query = text.substring(Math.min(text.length(), endOfPath(text) + 1));
        Map<String, String> passwords = new LinkedHashMap<>();
        int at = path.lastIndexOf('@');
        String user = null;
        List<String> kept = new ArrayList<>();
        try {
            if (at >= 0) {
                String[] parts = path.substring(0, at).replace("+", "%2B").split(":", 2);
                user = decode(parts[0]);
                if (parts.length > 1) {
                    passwords.put("password", decode(parts[1]));
                }
            }
            for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
                int equals = parameter.indexOf('=');
                if (equals < 1) {
                    return null;
                }
                String name = parameter.substring(0, equals);
                if (name.toLowerCase(Locale.ROOT).contains("password")) {
                    passwords.put(name, decode(parameter.substring(equals + 1)));
                } else {
                    decode(parameter.substring(equals + 1));
                    kept.add(parameter);
                }
            }
        } catch (IllegalArgumentException e) { // after a percent sign; its message may quote a password
            return null;
        }
        String address = path.substring(at + 1);
        int slash = address.indexOf('/');
        if (slash < 0 || slash == address.length() - 1) {
            return null;
        }
        String servers = servers(address.substring(0, slash));
        if (servers == null) {
            return null;
        }
        String rest = address + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        String login = at < 0 ? "" : path.substring(0, at).split(":", 2)[0] + "@";
        return new PostgresUrl(
                SCHEME + rest,
                SCHEME + login + rest,
                user,
                Map.copyOf(passwords),
                servers,
                address.substring(slash + 1));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String servers(String text) {
        List<Matcher> servers =
                Stream.of(text.split(",", -1)).map(SERVER::matcher).toList();
        boolean right = servers.stream()
                .allMatch(server -> server.matches()
                        && (server.group(2) == null
                                || (Integer.parseInt(server.group(2)) >= 1
                                        && Integer.parseInt(server.group(2)) <= LARGEST_PORT)));
        return right
                ? servers.stream()
                        .map(server -> server.group(1) + ":" + (server.group(2) == null ? "5432" : server.group(2)))
                        .collect(Collectors.joining(","))
                : null;
    }
}
