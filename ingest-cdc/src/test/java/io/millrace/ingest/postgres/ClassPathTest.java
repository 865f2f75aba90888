package io.millrace.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine drags along by default, and what is kept out; the other tests show that it runs without. */
class ClassPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.jetty.server.Server",
                "org.glassfish.jersey.server.ResourceConfig",
                "com.google.protobuf.GeneratedMessageV3",
                "org.apache.logging.log4j.core.LoggerContext",
                "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "io.github.classgraph.ClassGraph",
            })
    void shouldNotBringWhatItDoesNotNeed(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
