package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.cli.DecimalNumberConverter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * What share of a batch comes from where: {@code policy=.5,replay=.25,data=.25}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param shares shares that sum to 1, each above 0
 */
record MixOption(Map<Part, Double> shares) {
    private static final double TOLERANCE = 1e-6;

    /** Where rows of a batch come from. */
    enum Part {
        POLICY,
        REPLAY,
        DATA,
        UNIFORM_TERMINAL
    }

    MixOption {
        shares = Collections.unmodifiableMap(new EnumMap<>(shares));
    }

    /** Makes a mixture of equal shares. */
    static MixOption equal(Set<Part> parts) {
        return new MixOption(parts.stream().collect(Collectors.toMap(part -> part, part -> 1.0 / parts.size())));
    }

    /**
     * Divides a batch: every part gets the whole rows of its share, and the rows that are left go to the largest remainders.
     *
     * @param batch the rows of a batch
     * @return the rows of each part, possibly 0
     */
    Map<Part, Integer> rows(int batch) {
        Map<Part, Integer> rows = new EnumMap<>(Part.class);
        Map<Part, Double> remainders = new EnumMap<>(Part.class);
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        int left = batch;
        for (Map.Entry<Part, Double> share : shares.entrySet()) {
            double exact = share.getValue() / sum * batch;
            int whole = (int) Math.floor(exact + TOLERANCE);
            rows.put(share.getKey(), whole);
            remainders.put(share.getKey(), exact - whole);
            left -= whole;
        }
        List<Part> byRemainder = new ArrayList<>(remainders.keySet());
        byRemainder.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder()));
        for (int i = 0; i < left; i++) {
            rows.merge(byRemainder.get(i % byRemainder.size()), 1, Integer::sum);
        }
        return rows;
    }

    @Override
    public String toString() {
        return shares.entrySet().stream()
                .map(share ->
                        ChoiceConverter.nameOf(share.getKey()) + "=" + DecimalNumberConverter.plain(share.getValue()))
                .collect(Collectors.joining(","));
    }

    /** Reads shares. */
    static final class Converter implements Allowing<MixOption> {
        private static final DecimalNumberConverter SHARE = new DecimalNumberConverter(Double.NEGATIVE_INFINITY, 0, 1);
        private static final ChoiceConverter PART = new ChoiceConverter((Object[]) Part.values());

        @Override
        public String allowed() {
            return "a list such as policy=.5,replay=.5 of shares above 0 that sum to 1; the parts are "
                    + PART.allowed().substring("one of ".length());
        }

        @Override
        public @Nullable MixOption read(String text) {
            Map<Part, Double> shares = new EnumMap<>(Part.class);
            for (String item : text.split(",", -1)) {
                int equals = item.indexOf('=');
                if (equals < 0) {
                    throw new TypeConversionException("'" + item + "' has no '='");
                }
                Part part = (Part) PART.convert(item.substring(0, equals));
                if (shares.put(part, SHARE.convert(item.substring(equals + 1))) != null) {
                    throw new TypeConversionException(ChoiceConverter.nameOf(part) + " is there twice");
                }
            }
            double sum =
                    shares.values().stream().mapToDouble(Double::doubleValue).sum();
            if (Math.abs(sum - 1) > TOLERANCE) {
                throw new TypeConversionException("the shares sum to " + DecimalNumberConverter.plain(sum));
            }
            return new MixOption(shares);
        }
    }
}
