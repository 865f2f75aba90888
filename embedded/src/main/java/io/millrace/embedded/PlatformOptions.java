package io.millrace.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a platform is started with.
 *
 * @param parent where the work directory is made
 * @param neededBytes usable space there must be
 * @param kafka how the broker runs
 * @param kafkaPort 0 for a free one, as with the other ports
 * @param secured whether Kafka also listens with SASL_SSL and SSL, and PostgreSQL with TLS
 * @param postgresBinaries the jar with PostgreSQL's programs; empty for those on the class path
 */
record PlatformOptions(
        Path parent,
        long neededBytes,
        KafkaMode kafka,
        int kafkaPort,
        boolean registry,
        int registryPort,
        boolean database,
        int databasePort,
        boolean secured,
        Optional<Path> postgresBinaries,
        boolean closesOnExit,
        Consumer<Progress> listener) {

    enum KafkaMode {
        CHILD_PROCESS,
        CHILD_PROCESS_FOR_LOAD,
        THIS_JVM,
        NONE
    }
}
