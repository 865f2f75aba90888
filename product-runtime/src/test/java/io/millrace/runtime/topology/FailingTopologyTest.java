package io.millrace.runtime.topology;

import static club.scores.FailingTopologies.TOLD;
import static club.scores.FailingTopologies.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import club.scores.FailingTopologies;
import io.millrace.product.ProductTopology;
import io.millrace.runtime.code.CodeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A Java topology that goes wrong stops its product by name: it says nothing of a record, and nothing is committed. */
class FailingTopologyTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    @Test
    void shouldCommitNothingWhereTheCodeSwallowsAFailureOfTheHandover() {
        CodedProduct product = CodedProduct.running(folder, FailingTopologies.Swallowing.class);

        assertFailsAt("scores-handover", () -> product.signUp("p-1", "ada@clear.example", "Oslo", UNFIT));

        assertThat(product.scores()).isEmpty();
        assertFailsAt("scores-handover", () -> product.signUp("p-2", "bo@clear.example", "Oslo", 7));
        assertThat(product.scores()).as("rows after the failure").isEmpty();
        assertFailsAt("scores-handover", product::close);
    }

    @Test
    void shouldCommitNothingWhereTheCodeSwallowsAFaultOfTheRuntime() {
        CodedProduct product = CodedProduct.running(folder, FailingTopologies.Swallowing.class);
        product.breakTheRuntime();

        assertThatThrownBy(() -> product.signUp("p-1", "ada@clear.example", "Oslo", 7))
                .rootCause()
                .hasMessageContaining("the record could not be judged because of a fault in the product");
        assertThat(product.scores()).isEmpty();
    }

    @Test
    void shouldNameTheHandoverWhereTheCodePutsAnErrorOfItsOwnAroundIt() {
        try (CodedProduct product = CodedProduct.running(folder, FailingTopologies.Rethrowing.class)) {
            Throwable thrown = catchThrowable(() -> product.signUp("p-1", "ada@clear.example", "Oslo", UNFIT));

            assertNamed("scores-handover", thrown);
        }
    }

    @Test
    void shouldTakeAnExceptionOfKafkaForTheCodesOwnWhereTheCodeMadeIt() {
        assertRecordFails(FailingTopologies.ThrowingOfKafka.class);
        assertRecordFails(FailingTopologies.ThrowingRetriable.class);
    }

    @Test
    void shouldNameTheNodeThatScheduledWhatThrew() {
        assertTimeFails(FailingTopologies.ThrowingByTime.class);
        assertTimeFails(FailingTopologies.ThrowingByTimeOfValues.class);
    }

    private void assertRecordFails(Class<? extends ProductTopology> code) {
        try (CodedProduct product = CodedProduct.running(folder.resolve(code.getSimpleName()), code)) {
            assertFailsAt("rate-people", () -> product.signUp("p-1", "ada@clear.example", "Oslo", 7));
        }
    }

    private void assertTimeFails(Class<? extends ProductTopology> code) {
        try (CodedProduct product = CodedProduct.running(folder.resolve(code.getSimpleName()), code)) {
            assertFailsAt("rate-people", () -> product.passTime(Duration.ofSeconds(2)));
        }
    }

    private void assertFailsAt(String node, ThrowingCallable call) {
        assertNamed(node, catchThrowable(call));
    }

    private void assertNamed(String node, Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(TOLD);
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause)
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("the Java topology failed at '" + node + "'");
        assertThat(log.list)
                .noneMatch(
                        event -> (event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                                .contains(TOLD));
    }
}
