package io.millrace.cli.demo.traffic;

/** Told what was done, after it was committed or acknowledged, in the order per key. Called by one thread at a time. */
public interface TrafficListener {
    void changed(Change change);

    void sent(SentPayment payment);
}
