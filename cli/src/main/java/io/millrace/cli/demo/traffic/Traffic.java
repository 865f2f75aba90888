package io.millrace.cli.demo.traffic;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The running traffic, on a thread of its own, at a steady rate. */
public final class Traffic {
    private static final int FIRST_CUSTOMERS = 40;
    private static final int FIRST_ORDERS = 60;

    private final ShopDatabase database;
    private final TrafficListener listener;
    private final Random random;
    private final CustomerTraffic customers;
    private final OrderTraffic orders;
    private final PaymentTraffic payments;
    private final int rate;
    private final Thread thread = new Thread(this::run, "traffic");
    private volatile boolean stopping;
    private volatile @Nullable Exception failure;
    private final AtomicLong done = new AtomicLong();

    /**
     * @param rate changes and events a second
     * @param paymentTopic where payment events go
     */
    public Traffic(
            ShopDatabase database,
            Producer<byte[], byte[]> producer,
            String paymentTopic,
            int rate,
            long seed,
            PersonalValues values,
            TrafficListener listener) {
        this.database = database;
        this.listener = listener;
        this.rate = rate;
        random = new Random(seed);
        People people = new People(random, values);
        customers = new CustomerTraffic(database, people, random);
        orders = new OrderTraffic(database, customers, random);
        payments = new PaymentTraffic(producer, paymentTopic, people, random);
        thread.setDaemon(true);
    }

    /** Rows that are there before the capture begins. */
    public void fillTables() throws SQLException {
        List<Change> changes = new ArrayList<>(customers.arrive(FIRST_CUSTOMERS, 'r'));
        for (int i = 0; i < FIRST_ORDERS; i++) {
            changes.addAll(orders.insert('r'));
        }
        commit(changes);
    }

    public void start() {
        thread.start();
    }

    /** Ends after the step under way. */
    public void stop() throws InterruptedException {
        stopping = true;
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }

    /** Steps done so far. */
    public long done() {
        return done.get();
    }

    /**
     * Checks that the traffic goes on.
     *
     * @throws IllegalStateException if it broke off
     */
    public void requireHealthy() {
        Exception cause = failure;
        if (cause != null) {
            throw new IllegalStateException(
                    "the traffic broke off: " + cause.getClass().getSimpleName() + " from the database or Kafka",
                    cause);
        }
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!stopping) {
                done.addAndGet(step());
                long due = start + done.get() * TimeUnit.SECONDS.toNanos(1) / rate;
                while (!stopping && System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.min(due - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(50)));
                }
            }
        } catch (SQLException | IOException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int step() throws SQLException, IOException, InterruptedException {
        int dice = random.nextInt(100);
        if (dice < 35) {
            listener.sent(payments.step());
            return 1;
        }
        List<Change> changes = new ArrayList<>();
        int steps = 1 + random.nextInt(3);
        for (int i = 0; i < steps; i++) {
            changes.addAll(dice < 55 ? customers.step() : orders.step());
        }
        commit(changes);
        return changes.size();
    }

    private void commit(List<Change> changes) throws SQLException {
        database.commit();
        changes.forEach(listener::changed);
    }
}
