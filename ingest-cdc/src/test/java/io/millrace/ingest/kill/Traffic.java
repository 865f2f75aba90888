package io.millrace.ingest.kill;

import io.millrace.ingest.Shop;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Several writers at once, with what makes positions hard: COPY and multi-row inserts (rows that share an LSN),
 * transactions that interleave, rollbacks of all and of a part, updates of contended rows, changed primary keys, deletes,
 * events in an outbox.
 */
public final class Traffic implements AutoCloseable {
    /** The tables it writes to. */
    public static final String DDL = """
            CREATE TABLE fact (id bigint PRIMARY KEY, writer int NOT NULL, seq bigint NOT NULL, v text);
            CREATE TABLE counter (id int PRIMARY KEY, version bigint NOT NULL);
            CREATE TABLE moved (id bigint PRIMARY KEY, hops int NOT NULL);
            INSERT INTO counter SELECT g, 0 FROM generate_series(1, 5) g;
            """ + Shop.OUTBOX_DDL;

    private static final int WRITERS = 3;

    /** {@code -Dmillrace.slowness=4} leaves four times the pause between transactions, for a busy machine. */
    private static final int SLOWNESS = Integer.getInteger("millrace.slowness", 1);

    private static final long IDS_OF_A_WRITER = 1_000_000_000L;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stop;

    /** Starts the writers; the same seed writes the same. */
    public Traffic(Shop shop, long seed) {
        this(List.of(shop), seed);
    }

    /** The same in each of these shops, each the slower the more there are: together they are one load. */
    public Traffic(List<Shop> shops, long seed) {
        for (Shop shop : shops) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                var thread = new Thread(
                        () -> write(shop, writer, new Random(seed + writer), shops.size()), "writer-" + writer);
                threads.add(thread);
                thread.start();
            }
        }
    }

    private void write(Shop shop, int writer, Random random, int slowness) {
        long seq = 0;
        try (Connection connection = shop.connect()) {
            connection.setAutoCommit(false);
            while (!stop) {
                try (Statement statement = connection.createStatement()) {
                    if (random.nextInt(8) == 0) {
                        seq = undone(connection, statement, writer, seq, random);
                    }
                    seq = transaction(connection, statement, writer, seq, random);
                }
                if (random.nextInt(16) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                Thread.sleep((4L + random.nextInt(30)) * slowness * SLOWNESS);
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Part of a transaction that goes on without it. What is rolled back is never written again: seen, it is told apart. */
    private static long undone(Connection connection, Statement sql, int writer, long seq, Random random)
            throws SQLException, IOException, InterruptedException {
        Savepoint before = connection.setSavepoint();
        long next = transaction(connection, sql, writer, seq, random);
        connection.rollback(before);
        return next;
    }

    private static long transaction(Connection connection, Statement sql, int writer, long seq, Random random)
            throws SQLException, IOException, InterruptedException {
        long next = seq;
        switch (random.nextInt(6)) {
            case 0 -> {
                var rows = new StringBuilder();
                for (int i = 1 + random.nextInt(200); i > 0; i--) {
                    rows.append(id(writer, next))
                            .append('\t')
                            .append(writer)
                            .append('\t')
                            .append(next++)
                            .append("\tc\n");
                }
                new CopyManager(connection.unwrap(BaseConnection.class))
                        .copyIn("COPY fact FROM stdin", new StringReader(rows.toString()));
            }
            case 1 -> {
                int count = 1 + random.nextInt(100);
                sql.execute("INSERT INTO fact SELECT " + id(writer, 0) + " + g, " + writer
                        + ", g, 'm' FROM generate_series(" + next + ", " + (next + count - 1) + ") g");
                next += count;
            }
            case 2 -> {
                for (int i = 1 + random.nextInt(15); i > 0; i--) {
                    sql.execute(
                            "INSERT INTO fact VALUES (" + id(writer, next) + ", " + writer + ", " + next++ + ", 's')");
                    if (random.nextInt(4) == 0) {
                        Thread.sleep(random.nextInt(3));
                    }
                }
            }
            case 3 -> sql.execute("UPDATE counter SET version = version + 1 WHERE id = " + (1 + random.nextInt(5)));
            case 4 -> {
                for (int i = 1 + random.nextInt(5); i > 0; i--) {
                    String type = random.nextBoolean() ? "OrderPlaced" : "refund.asked";
                    sql.execute("INSERT INTO outbox VALUES ('" + id(writer, next) + "', 'writer', '" + writer + "', '"
                            + type + "', '{\"seq\": " + next + "}')");
                    if (random.nextBoolean()) {
                        sql.execute("DELETE FROM outbox WHERE id = '" + id(writer, next) + "'");
                    }
                    sql.execute(
                            "INSERT INTO fact VALUES (" + id(writer, next) + ", " + writer + ", " + next++ + ", 'o')");
                }
            }
            default -> {
                long id = id(writer, next);
                sql.execute("INSERT INTO moved VALUES (" + id + ", 0)");
                sql.execute("UPDATE moved SET id = -id, hops = 1 WHERE id = " + id);
                if (random.nextBoolean()) {
                    sql.execute("DELETE FROM moved WHERE id = " + -id);
                }
                sql.execute("INSERT INTO fact VALUES (" + id + ", " + writer + ", " + next++ + ", 'p')");
            }
        }
        return next;
    }

    /** Whether an event of an id is one of its writer, with its own payload. */
    static boolean isEvent(long id, String aggregate, String payload) {
        return aggregate.equals(String.valueOf(id / IDS_OF_A_WRITER - 1))
                && payload.equals("{\"seq\": " + id % IDS_OF_A_WRITER + "}");
    }

    private static long id(int writer, long seq) {
        return IDS_OF_A_WRITER * (writer + 1) + seq;
    }

    /** Ends the writers and waits for their last commits. */
    @Override
    public void close() {
        stop = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure.get() != null) {
            throw new AssertionError("a writer failed", failure.get());
        }
    }
}
