package io.millrace.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RevealingLevelsTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @BeforeEach
    void install() {
        RevealingLevels.refuse();
    }

    @AfterEach
    void reset() {
        context.getLoggerList().stream()
                .filter(logger -> !logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .forEach(logger -> logger.setLevel(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.apache.kafka.clients.producer.KafkaProducer", "io.debezium.Any", "org.postgresql.Driver"})
    void shouldRefuseDebugAndTraceOfPackagesThatPrintRecordsWhateverIsConfigured(String name) {
        Logger logger = context.getLogger(name);
        logger.setLevel(Level.TRACE);

        assertThat(logger.isTraceEnabled()).isFalse();
        assertThat(logger.isDebugEnabled()).isFalse();
        assertThat(logger.isInfoEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.kafka.clients.producer.KafkaProducer", "io.debezium.Any"})
    void shouldStillRefuseAfterTheConfigurationWasReset(String name) {
        context.reset();
        Logger logger = context.getLogger(name);
        logger.setLevel(Level.TRACE);

        assertThat(logger.isTraceEnabled()).isFalse();
    }

    @Test
    void shouldRefuseEveryLevelOfALoggerThatQuotesValues() {
        Logger logger = context.getLogger("io.debezium.connector.postgresql.connection.AbstractColumnValue");
        logger.setLevel(Level.TRACE);

        assertThat(logger.isErrorEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.millrace.runtime.Any", "org.apache.kafkaesque.Any"})
    void shouldLeaveOtherPackagesAlone(String name) {
        Logger logger = context.getLogger(name);
        logger.setLevel(Level.TRACE);

        assertThat(logger.isTraceEnabled()).isTrue();
    }
}
