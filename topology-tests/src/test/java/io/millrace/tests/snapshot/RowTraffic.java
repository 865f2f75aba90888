package io.millrace.tests.snapshot;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Changes, deletes and adds rows, some of it rolled back, until it is closed. A deleted key does not come back. */
final class RowTraffic implements AutoCloseable {
    private final Random random;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> end;
    private int next;

    RowTraffic(RowsMesh mesh, int rows, long seed) {
        this.random = new Random(seed);
        this.next = rows + 1;
        this.end = CompletableFuture.runAsync(() -> write(mesh));
    }

    private void write(RowsMesh mesh) {
        try (Connection connection = mesh.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stop.await(5 + random.nextInt(20), TimeUnit.MILLISECONDS)) {
                statement.execute(step());
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the traffic failed", e);
        }
    }

    private String step() {
        int from = 1 + random.nextInt(next);
        String some = " WHERE id BETWEEN " + from + " AND " + (from + random.nextInt(20));
        int what = random.nextInt(10);
        if (what < 6) {
            return "UPDATE rows SET version = version + 1" + some;
        }
        if (what < 8) {
            return "DELETE FROM rows" + some;
        }
        next += 10;
        return "INSERT INTO rows SELECT g, 1, 'Person ' || g FROM generate_series(" + (next - 10) + ", " + (next - 1)
                + ") g";
    }

    /** Ends it, and fails if it has failed. */
    @Override
    public void close() {
        stop.countDown();
        end.join();
    }
}
