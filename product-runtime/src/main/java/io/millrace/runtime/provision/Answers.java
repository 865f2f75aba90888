package io.millrace.runtime.provision;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
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

    /** Waits until the brokers show a change that was just made: the controller answers before they do. */
    static void awaitVisible(String what, BooleanSupplier visible) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!visible.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ProvisioningException(
                        "this was done, but no broker shows it after " + SECONDS + " s: " + what,
                        new TimeoutException());
            }
            pause(what);
        }
    }

    private static void pause(String what) {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("stopped while waiting for: " + what, stopping);
        }
    }
}
