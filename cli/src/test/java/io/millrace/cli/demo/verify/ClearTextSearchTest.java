package io.millrace.cli.demo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearTextSearchTest {
    private static final String EMAIL = "ada.lovelace@mail.example";

    @TempDir
    private Path folder;

    private final ClearTextSearch search = new ClearTextSearch(new ClearTextScanner(List.of(EMAIL)));

    @Test
    void shouldSearchKeysValuesHeadersAndTheirNamesAndNameThePlaceOnly() {
        search.record(record("key " + EMAIL, "value", "name", "header"));
        search.record(record("key", "value " + EMAIL, "name", "header"));
        search.record(record("key", "value", EMAIL, "header"));
        search.record(record("key", "value", "name", EMAIL));

        assertThat(search.hits()).isEqualTo(4);
        var verdict = search.verdict("search");
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.detail()).contains("raw key in orders").doesNotContain(EMAIL);
    }

    @Test
    void shouldFindAValueAcrossThePiecesOfALargeFile() throws IOException {
        byte[] large = new byte[(1 << 20) + 4096];
        byte[] value = EMAIL.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(value, 0, large, (1 << 20) - 7, value.length);
        Files.write(folder.resolve("large.log"), large);

        search.folder(folder);

        assertThat(search.hits()).isPositive();
    }

    @Test
    void shouldPassWhereNothingIsFound() {
        search.record(record("key", "***@mail.example", "name", "header"));

        assertThat(search.verdict("search").passed()).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value, String header, String text) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("orders", 0, 0, bytes(key), bytes(value));
        record.headers().add(header, bytes(text));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
