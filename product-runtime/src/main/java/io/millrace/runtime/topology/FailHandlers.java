package io.millrace.runtime.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** Handlers that stop the product and print nothing: every reject is decided in the processor, nowhere else. */
public final class FailHandlers {
    private FailHandlers() {}

    /** For bytes that cannot be deserialized, which does not happen to byte arrays. */
    public static final class Deserialization implements DeserializationExceptionHandler {
        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            return DeserializationExceptionHandler.Response.fail();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** For whatever leaves a processor. */
    public static final class Processing implements ProcessingExceptionHandler {
        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            return ProcessingExceptionHandler.Response.fail();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** For records that cannot be sent. */
    public static final class Production implements ProductionExceptionHandler {
        @Override
        public ProductionExceptionHandler.Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            return ProductionExceptionHandler.Response.fail();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
