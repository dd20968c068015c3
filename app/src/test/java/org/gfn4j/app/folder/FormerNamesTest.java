package org.gfn4j.app.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FormerNamesTest {
    @TempDir
    private Path folder;

    @Test
    void figuresOfEarlierVersionsAreReadUnderTheirPresentNames() throws IOException {
        Files.writeString(folder.resolve("metrics.jsonl"), """
                {"iterations":1,"top10":6.5,"top100":null,"visited":{"count":4}}
                {"iterations":2,"rawRewardTop10":7.5}
                """);
        Files.writeString(
                folder.resolve("summary.json"),
                "{\"iterations\":2,\"top1000\":5,\"randomObjects\":{\"count\":3,\"meanReward\":4.25}}");

        RunRecord run = RunRecord.read(folder);

        assertThat(run.metrics().get(0))
                .hasToString(
                        "{\"iterations\":1,\"rawRewardTop10\":6.5,\"rawRewardTop100\":null,\"visited\":{\"count\":4}}");
        assertThat(run.metrics().get(1).path("rawRewardTop10").doubleValue()).isEqualTo(7.5);
        assertThat(run.summary().path("rawRewardTop1000").doubleValue()).isEqualTo(5);
        assertThat(run.summary().at("/randomObjects/meanRawReward").doubleValue())
                .isEqualTo(4.25);
        assertThat(run.figures()).isEqualTo(run.summary());
    }

    @Test
    void whatIsNoObjectStaysAsItIs() {
        JsonMapper json = JsonMapper.builder().build();
        assertThat(FormerNames.renamed(json.readTree("[1]"))).hasToString("[1]");
    }
}
