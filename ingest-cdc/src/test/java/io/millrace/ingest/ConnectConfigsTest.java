package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.source.SourceDescriptor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectConfigsTest {
    private static final DatabaseSettings DATABASE =
            new DatabaseSettings("db", 5432, "shop", "millrace", "open-sesame");

    private final SourceDescriptor source = Shop.descriptor("shop", List.of("orders"));

    @Test
    void shouldRefuseASourceWhoseKeysAreNotKnown() {
        assertThatThrownBy(() -> ConnectConfigs.of(source, DATABASE, URI.create("http://registry"), false))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("shop is not locked")
                .hasMessageContaining("public.orders")
                .hasMessageContaining("run millrace lock");
    }

    @Test
    void shouldRefuseAnOutboxThatConnectWouldRouteInAnotherWay() {
        SourceDescriptor withOutbox = Shop.descriptor("shop", List.of("orders", "outbox"));
        assertThatThrownBy(() -> ConnectConfigs.of(withOutbox, DATABASE, URI.create("http://registry"), false))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("source shop has an outbox");
    }
}
