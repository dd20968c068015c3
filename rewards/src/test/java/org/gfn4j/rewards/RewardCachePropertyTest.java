package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Stores what nobody would think of. */
final class RewardCachePropertyTest {
    private static Path folder;
    private static JdbcRewardCache cache;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("rewards");
        cache = JdbcRewardCache.open(folder.resolve("rewards.db").toString());
    }

    @AfterContainer
    static void close() throws IOException {
        cache.close();
        Files.delete(folder.resolve("rewards.db"));
        Files.delete(folder);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\uFFFF').ofMaxLength(40);
    }

    @Provide
    Arbitrary<Map<RewardKey, Outcome>> outcomes() {
        Arbitrary<RewardKey> keys = Combinators.combine(texts(), texts()).as(RewardKey::new);
        Arbitrary<Outcome> numbers = Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .map(Outcome::of);
        return Arbitraries.maps(keys, Arbitraries.oneOf(numbers, texts().map(Outcome::failed)))
                .ofMaxSize(30);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsStoredIsFound(@ForAll("texts") String identity, @ForAll("outcomes") Map<RewardKey, Outcome> outcomes) {
        Map<RewardKey, Outcome> before = cache.find(identity, outcomes.keySet());
        Map<RewardKey, Outcome> standing = cache.store(identity, outcomes);
        assertThat(standing.keySet()).isEqualTo(outcomes.keySet());
        standing.forEach((key, outcome) -> assertThat(outcome).isEqualTo(before.getOrDefault(key, outcomes.get(key))));
        assertThat(cache.find(identity, outcomes.keySet())).isEqualTo(standing);
    }

    @Property
    void textsAreReadAsTheyWereWritten(@ForAll("texts") String text) {
        String encoded = CacheText.encode(text);
        assertThat(CacheText.decode(encoded)).isEqualTo(text);
        assertThat(encoded).doesNotContain("\0");
    }
}
