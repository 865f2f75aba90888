package io.millrace.ingest.postgres;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector with {@link CaptureTask}. The engine makes an instance by the class's name. */
public final class CaptureConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return CaptureTask.class;
    }
}
