package io.millrace.ingest.kill;

import io.millrace.ingest.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A table whose rows count their versions, and a writer that changes, deletes and adds rows until it is closed. */
final class WideRows implements AutoCloseable {
    static final String DDL = "CREATE TABLE wide (id int PRIMARY KEY, version int NOT NULL, v text);";

    private final Shop shop;
    private final int rows;
    private final Random random;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::write, "wide-rows");
    private @Nullable SQLException failure;

    /** @param rows that there are at first, with ids from 1 on */
    WideRows(Shop shop, int rows, long seed) {
        this.shop = shop;
        this.rows = rows;
        this.random = new Random(seed);
        thread.start();
    }

    static String fill(int rows) {
        return "INSERT INTO wide SELECT g, 1, repeat('x', 300) FROM generate_series(1, " + rows + ") g;";
    }

    private void write() {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int next = rows + 1;
            while (!stop.await(5 + random.nextInt(20), TimeUnit.MILLISECONDS)) {
                int from = 1 + random.nextInt(next);
                int to = from + random.nextInt(20);
                int what = random.nextInt(10);
                if (what < 6) {
                    statement.execute("UPDATE wide SET version = version + 1 WHERE id BETWEEN " + from + " AND " + to);
                } else if (what < 8) {
                    statement.execute("DELETE FROM wide WHERE id BETWEEN " + from + " AND " + to);
                } else {
                    statement.execute("INSERT INTO wide SELECT g, 1, 'new' FROM generate_series(" + next + ", "
                            + (next + 9) + ") g");
                    next += 10;
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Map<String, Integer> versions(Shop shop) throws SQLException {
        return versions(shop, "wide");
    }

    static Map<String, Integer> versions(Shop shop, String table) throws SQLException {
        Map<String, Integer> versions = new HashMap<>();
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("SELECT id, version FROM " + table);
            while (row.next()) {
                versions.put(row.getString(1), row.getInt(2));
            }
        }
        return versions;
    }

    @Override
    public void close() throws SQLException {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
