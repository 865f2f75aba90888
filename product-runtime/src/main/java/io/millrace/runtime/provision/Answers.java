package io.millrace.runtime.provision;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/** Waits for the cluster's answers, for a bounded time. */
final class Answers {
    private static final long SECONDS = 30;
    private static final long STEP_MILLIS = 20;

    private Answers() {}

    /** @throws ProvisioningException with the cluster's refusal as its cause */
    static <T> T of(KafkaFuture<T> answer, String what) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new ProvisioningException("could not " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new ProvisioningException(
                    "could not " + what + ": the cluster did not answer within " + SECONDS + " s", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("stopped while waiting to " + what, stopping);
        }
    }

    /** Waits until the brokers know a topic that was just created: the controller answers before they do. */
    static void awaitTopic(Admin admin, String topic) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (ExistingTopics.read(admin, List.of(topic)).partitionsOf(topic).isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ProvisioningException(
                        "topic " + topic + " was created, but no broker knows it after " + SECONDS + " s",
                        new TimeoutException());
            }
            pause(topic);
        }
    }

    private static void pause(String topic) {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("stopped while waiting for topic " + topic, stopping);
        }
    }
}
