package io.millrace.ingest.gateway.request;

import java.util.function.LongSupplier;

/**
 * A bound on events per second. Whoever has credit may send a batch of any size and then waits until the debt is paid,
 * so that large batches are not refused for ever.
 */
public final class EventRate {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private double credit;
    private long last;

    /** @param perSecond events; 0: no bound */
    public EventRate(long perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.credit = perSecond;
        this.last = nanoTime.getAsLong();
    }

    /** Takes credit for events; returns 0, or after how many seconds there is some again. */
    public synchronized int take(int events) {
        if (perSecond == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        credit = Math.min(perSecond, credit + (now - last) / NANOS * perSecond);
        last = now;
        if (credit <= 0) {
            return (int) Math.max(1, Math.ceil(-credit / perSecond));
        }
        credit -= events;
        return 0;
    }
}
