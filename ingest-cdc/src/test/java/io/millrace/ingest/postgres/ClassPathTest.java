package io.millrace.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine drags along by default, and what is kept out; the other tests show that it runs without. */
class ClassPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.jetty.ee10.servlet.ServletContextHandler",
                "org.glassfish.jersey.server.ResourceConfig",
                "org.apache.logging.log4j.core.LoggerContext",
                "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "io.github.classgraph.ClassGraph",
            })
    void shouldNotBringWhatItDoesNotNeed(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    /** The expressions of contracts need Protocol Buffers 4; the 3 of Debezium's decoder would shadow half of it. */
    @Test
    void shouldHaveOneProtocolBuffersAndItsMajorVersionFour() throws Exception {
        assertThat(Collections.list(getClass().getClassLoader().getResources("com/google/protobuf/Message.class")))
                .hasSize(1);
        assertThatCode(() -> Class.forName("com.google.protobuf.RuntimeVersion"))
                .doesNotThrowAnyException();
    }
}
