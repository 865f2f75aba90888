package io.millrace.cli.demo;

import io.millrace.cli.demo.traffic.Change;
import io.millrace.cli.demo.traffic.SentPayment;
import io.millrace.cli.demo.traffic.TrafficListener;

/** Two listeners as one. */
record Listeners(TrafficListener one, TrafficListener other) implements TrafficListener {
    @Override
    public void changed(Change change) {
        one.changed(change);
        other.changed(change);
    }

    @Override
    public void sent(SentPayment payment) {
        one.sent(payment);
        other.sent(payment);
    }
}
