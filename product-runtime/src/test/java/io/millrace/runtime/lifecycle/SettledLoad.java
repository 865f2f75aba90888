package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.Sender;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Sends events as fast as a busy source, and knows what must become of them: every 50th is malformed; of every 70th the
 * amount is wrong, and it is sent again later, corrected; every 10th is sent again as it was. Events of one id are in one
 * partition, in the order in which they are sent, and nothing else decides about them.
 */
final class SettledLoad {
    private static final int EVENTS_A_SECOND = 2_000;
    private static final int CORRECTED_AFTER = 300;

    private final Cluster cluster;
    private final Payments payments;
    private final Random random;
    private final Thread thread = new Thread(this::load, "load");
    private final Set<String> accepted = new LinkedHashSet<>();
    private int deadLetters;
    private int records;
    private volatile boolean enough;

    SettledLoad(Cluster cluster, Payments payments, Random random) {
        this.cluster = cluster;
        this.payments = payments;
        this.random = random;
    }

    void start() {
        thread.start();
    }

    /** Ends it; only then is there an answer to what must become of it. */
    void stop() throws InterruptedException {
        enough = true;
        thread.join();
    }

    /** Ids of which one record is to leave. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    int deadLetters() {
        return deadLetters;
    }

    int records() {
        return records;
    }

    private void load() {
        try (var producer = cluster.sender(payments.topic())) {
            long started = System.nanoTime();
            for (int i = 0; !enough; i++) {
                send(producer, i, false);
                if (i % 10 == 0) {
                    int again = Math.max(0, i - random.nextInt(1000));
                    if (again % 50 != 0) {
                        send(producer, again, false);
                    }
                }
                if (i >= CORRECTED_AFTER && isWrong(i - CORRECTED_AFTER)) {
                    send(producer, i - CORRECTED_AFTER, true);
                }
                long due = started + (long) i * 1_000_000_000L / EVENTS_A_SECOND;
                long ahead = (due - System.nanoTime()) / 1_000_000;
                if (ahead > 5) {
                    Thread.sleep(ahead);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isWrong(int i) {
        return i % 70 == 1 && i % 50 != 0;
    }

    private void send(Sender producer, int i, boolean corrected) {
        String id = "e" + i;
        records++;
        if (i % 50 == 0) {
            deadLetters++;
            producer.send(id, ("{" + i).getBytes(UTF_8));
            return;
        }
        boolean wrong = isWrong(i) && !corrected;
        if (wrong && !accepted.contains(id)) {
            deadLetters++;
        } else if (!wrong) {
            accepted.add(id);
        }
        producer.send(id, Payments.event(id, wrong ? "-12.50" : "12.50", Instant.now()));
    }
}
