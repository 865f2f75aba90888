package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.topology.WaitingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final StateCell state = new StateCell();
    private final AtomicInteger launches = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Optional<RuntimeException> outOfReach = Optional.empty();
    private volatile Optional<ProductStartException> missing = Optional.empty();
    private final Supervisor supervisor = new Supervisor("shop.orders", state, new Supervisor.Runs() {
        @Override
        public void launch() throws ProductStartException {
            launches.incrementAndGet();
            if (outOfReach.isPresent()) {
                throw outOfReach.get();
            }
            if (missing.isPresent()) {
                throw missing.get();
            }
            state.moveTo(new ProductState.Running());
        }

        @Override
        public void end() {
            ends.incrementAndGet();
        }

        @Override
        public void tick() {}
    });

    @AfterEach
    void stop() {
        supervisor.stop(Duration.ofSeconds(5));
    }

    @Test
    void shouldStartAgainAfterAPassingFault() throws Exception {
        supervisor.start();
        supervisor.tell(Fault.of(new StreamsException(
                new WaitingException("the registry is away", new RegistryException("no answer", true)))));
        awaitState(ProductState.Running.class);
        assertThat(launches).hasValue(1);
        assertThat(ends).hasValue(1);
    }

    @Test
    void shouldKeepTryingWhileTheClusterIsOutOfReach() throws Exception {
        outOfReach = Optional.of(new RegistryException("no answer", true));
        supervisor.start();
        supervisor.tell(Fault.of(new TimeoutException("no broker")));
        Await.until("two attempts", Duration.ofSeconds(20), () -> launches.get() >= 2);
        assertThat(state.get()).isInstanceOf(ProductState.Waiting.class);
        assertThat(state.get().reasonOrEmpty()).contains("no answer");
        outOfReach = Optional.empty();
        awaitState(ProductState.Running.class);
    }

    @Test
    void shouldFailWhereSomethingIsMissingAtTheNextStart() throws Exception {
        missing = Optional.of(new ProductStartException("shop.orders", List.of("topic x does not exist")));
        supervisor.start();
        supervisor.tell(Fault.of(new TimeoutException("no broker")));
        awaitState(ProductState.Failed.class);
        assertThat(state.get().reasonOrEmpty()).contains("topic x does not exist");
    }

    @Test
    void shouldWaitForOthersBeforeTheFirstRun() throws Exception {
        outOfReach = Optional.of(new NotYetException("topic shop.orders.cdc does not exist"));
        supervisor.startFirst();
        Await.until("three attempts", Duration.ofSeconds(20), () -> launches.get() >= 3);
        assertThat(state.get()).isInstanceOf(ProductState.Waiting.class);
        assertThat(state.get().reasonOrEmpty()).contains("shop.orders.cdc");
        outOfReach = Optional.empty();
        awaitState(ProductState.Running.class);
        assertThat(ends).as("there was no run to end").hasValue(0);
    }

    @Test
    void shouldNotWaitForARegistryThatRefusesTheFirstQuestion() throws Exception {
        outOfReach = Optional.of(new RegistryException("HTTP 401", false));
        supervisor.startFirst();
        awaitState(ProductState.Failed.class);
        assertThat(launches).hasValue(1);
    }

    @Test
    void shouldGoOnWaitingForARegistryThatRefusesLater() throws Exception {
        supervisor.startFirst();
        awaitState(ProductState.Running.class);
        outOfReach = Optional.of(new RegistryException("HTTP 401", false));
        supervisor.tell(Fault.of(new TimeoutException("no broker")));
        awaitState(ProductState.Waiting.class);
        outOfReach = Optional.empty();
        awaitState(ProductState.Running.class);
    }

    @Test
    void shouldStopAtOnceWhileItWaits() throws Exception {
        outOfReach = Optional.of(new NotYetException("topic shop.orders.cdc does not exist"));
        supervisor.startFirst();
        awaitState(ProductState.Waiting.class);
        supervisor.stop(Duration.ofSeconds(5));
        int before = launches.get();
        assertThat(supervisor.isAtWork()).isFalse();
        assertThat(launches).hasValue(before);
    }

    @Test
    void shouldSayThatAnotherProcessMayDoBetterAfterAnErrorOfTheMachineOnly() throws Exception {
        supervisor.start();
        supervisor.tell(Fault.of(new StreamsException(new OutOfMemoryError())));
        awaitState(ProductState.Failed.class);
        assertThat(supervisor.broken())
                .hasValueSatisfying(why -> assertThat(why).contains("OutOfMemoryError"));
    }

    @Test
    void shouldHaltForGood() throws Exception {
        supervisor.start();
        supervisor.tell(new Fault.Halting("the log has gone back"));
        awaitState(ProductState.Halted.class);
        assertThat(supervisor.broken()).isEmpty();
        assertThat(launches).hasValue(0);
        assertThat(state.moveTo(new ProductState.Running())).isFalse();
    }

    @Test
    void shouldNotTryAgainWithoutPermission() {
        assertThat(Fault.of(new StreamsException(new TopicAuthorizationException("shop.orders.cdc"))))
                .isInstanceOf(Fault.Lasting.class);
        assertThat(Fault.of(new StreamsException(new OutOfMemoryError()))).isInstanceOf(Fault.Broken.class);
        assertThat(Fault.of(new StreamsException(new IllegalStateException("a value"))))
                .isInstanceOf(Fault.Unclear.class);
        assertThat(Fault.of(new StreamsException(new IllegalStateException("a value")))
                        .reason())
                .doesNotContain("a value");
    }

    @Test
    void shouldNotRunAgainOnceItIsStopping() {
        state.moveTo(new ProductState.Stopping());
        assertThat(state.moveTo(new ProductState.Running())).isFalse();
        assertThat(state.moveTo(new ProductState.Stopped())).isTrue();
    }

    private void awaitState(Class<? extends ProductState> wanted) throws InterruptedException {
        assertThat(state.await(wanted::isInstance, Duration.ofSeconds(20)))
                .as(state.get().toString())
                .isTrue();
    }
}
