package io.millrace.tests.change;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds a row to each table and writes an earlier one again, round after round until it is closed, in statements that
 * hold before a change and after it.
 */
final class RowWriter implements AutoCloseable {
    private static final int ROUNDS = 3;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger rounds = new AtomicInteger();
    private final CompletableFuture<Void> end;

    RowWriter(ChangingMesh mesh) {
        this.end = CompletableFuture.runAsync(() -> write(mesh));
    }

    private void write(ChangingMesh mesh) {
        try (Connection connection = mesh.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.await(10, TimeUnit.MILLISECONDS)) {
                int id = rounds.get() + 1;
                for (TableChange table : TableChange.values()) {
                    statement.execute("INSERT INTO " + table.table() + " (id) VALUES (" + id + ")");
                    statement.execute("UPDATE " + table.table() + " SET shape = DEFAULT WHERE id = " + (id + 1) / 2);
                }
                rounds.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the traffic failed", e);
        }
    }

    /** Waits until a few more rounds were written, to all tables. */
    void awaitMore() throws InterruptedException {
        int enough = rounds.get() + ROUNDS;
        while (rounds.get() < enough && !end.isDone()) {
            Thread.sleep(5);
        }
    }

    /** Ends it, and fails if it has failed. */
    @Override
    public void close() {
        stop.countDown();
        end.join();
    }
}
