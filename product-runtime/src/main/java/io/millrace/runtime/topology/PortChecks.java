package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutlierRule;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.StreamChecks;
import io.millrace.contracts.product.UniqueRule;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.plan.IdentitySink;
import io.millrace.runtime.quality.OutlierBound;
import io.millrace.runtime.quality.SeenValues;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rules of one output port that need more than the record at hand: duplicates and outliers. */
final class PortChecks {
    private final int port;
    private final boolean keyed;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Fingerprinter fingerprints;
    private final IdentitySink sink;
    private final List<Together> together = new ArrayList<>();
    private final List<Outlier> outliers = new ArrayList<>();
    private long lastMillis = Long.MIN_VALUE;
    private long passedMillis = Long.MIN_VALUE;

    private static final class Together {
        private final String name;
        private final OnViolation onViolation;
        private final int metric;
        private final SeenValues seen;
        private @Nullable Fingerprint value;

        /** @param metric index of the metric that counts duplicates, or -1 for a rule */
        Together(String name, OnViolation onViolation, int metric, SeenValues seen) {
            this.name = name;
            this.onViolation = onViolation;
            this.metric = metric;
            this.seen = seen;
        }
    }

    private record Outlier(OutlierRule rule, OutlierBound bound, Bytes key) {}

    PortChecks(int port, OutputPort output, KeyValueStore<Bytes, byte[]> store, byte[] fingerprintKey) {
        this.port = port;
        this.keyed = !output.contract().keyFields().isEmpty();
        this.store = store;
        this.fingerprints = new Fingerprinter(fingerprintKey);
        this.sink = fingerprints::update;
        StreamChecks checks = output.contract().checks();
        for (UniqueRule rule : checks.unique()) {
            add(output, rule.name(), rule.fields(), rule.window(), rule.onViolation(), -1);
        }
        for (int i = 0; i < checks.metrics().size(); i++) {
            WindowMetric metric = checks.metrics().get(i);
            if (metric.measure() instanceof Measure.Duplicates duplicates) {
                add(output, metric.name(), duplicates.fields(), metric.window(), OnViolation.FLAG, i);
            }
        }
        for (OutlierRule rule : checks.outliers()) {
            var bound = new OutlierBound(rule);
            Bytes key = Bytes.wrap(("o" + output.name() + "/" + rule.name()).getBytes(UTF_8));
            byte[] state = store.get(key);
            if (state != null) {
                bound.load(state);
            }
            outliers.add(new Outlier(rule, bound, key));
        }
    }

    private void add(
            OutputPort output, String name, List<String> fields, Duration window, OnViolation onViolation, int metric) {
        byte[] identity = (output.name() + "/" + name + "/" + fields).getBytes(UTF_8);
        long rule = fingerprints.hash(identity, 0, identity.length).high();
        var seen = new SeenValues(window, new SeenTable(store, rule, name));
        together.add(new Together(name, onViolation, metric, seen));
    }

    boolean isEmpty() {
        return together.isEmpty() && outliers.isEmpty();
    }

    /**
     * Judges a record that the plan has accepted with a value. What is noted here holds for rejected records as well.
     *
     * @return the outcome as it was, with more flags, or a rejection
     */
    Outcome judge(Outcome.Accepted accepted, RecordReader reader, InputRecord input, long now) {
        List<String> flags = new ArrayList<>(2);
        Outcome.Rejected rejected = null;
        for (int i = 0; i < outliers.size(); i++) {
            Outlier outlier = outliers.get(i);
            double amount = reader.plan().amount(port, i, reader.row());
            if (outlier.bound.exceeds(amount, input.timestamp(), now)) {
                if (outlier.rule.onViolation() == OnViolation.FLAG) {
                    flags.add(outlier.rule.name());
                } else {
                    rejected = new Outcome.Rejected(RejectReason.RULE_VIOLATED, outlier.rule.name());
                }
            }
            if (Double.isFinite(amount)) {
                store.put(outlier.key, outlier.bound.state());
            }
        }
        long row = row(accepted, input);
        for (int i = 0; i < together.size(); i++) {
            Together unique = together.get(i);
            Fingerprint value = value(i, reader);
            unique.value = value;
            if (value != null
                    && unique.metric < 0
                    && unique.seen.isTaken(value.high(), value.low(), row, input.timestamp(), now)) {
                if (unique.onViolation == OnViolation.FLAG) {
                    flags.add(unique.name);
                } else if (rejected == null) {
                    rejected = new Outcome.Rejected(RejectReason.RULE_VIOLATED, unique.name);
                }
            }
        }
        if (rejected != null) {
            return rejected;
        }
        return flags.isEmpty()
                ? accepted
                : new Outcome.Accepted(
                        accepted.key(), accepted.value(), RowStage.joined(accepted.flags(), String.join(",", flags)));
    }

    /** Notes the values of the row that {@link #judge} let pass and that was sent; returns the metrics that count it. */
    long accepted(Outcome.Accepted accepted, InputRecord input, long now) {
        // Two records must agree: one of the future makes nothing forgotten.
        passedMillis = Math.max(passedMillis, Math.min(lastMillis, input.timestamp()));
        lastMillis = input.timestamp();
        long hits = 0;
        long row = row(accepted, input);
        for (Together unique : together) {
            Fingerprint value = unique.value;
            if (value != null) {
                boolean taken = unique.seen.isTaken(value.high(), value.low(), row, input.timestamp(), now);
                if (unique.metric >= 0 && taken) {
                    hits |= 1L << unique.metric;
                }
                unique.seen.note(value.high(), value.low(), row, input.timestamp(), now);
            }
        }
        return hits;
    }

    void tidy(long now) {
        if (passedMillis != Long.MIN_VALUE) {
            together.forEach(unique -> unique.seen.tidy(passedMillis, now));
        }
    }

    /** Rows with one key are one row; without a key each record is one. */
    private long row(Outcome.Accepted accepted, InputRecord input) {
        byte[] key = keyed
                ? accepted.key()
                : ByteBuffer.allocate(Long.BYTES).putLong(input.offset()).array();
        return fingerprints.hash(key, 0, key.length).high();
    }

    private @Nullable Fingerprint value(int set, RecordReader reader) {
        fingerprints.reset();
        return reader.plan().together(port, set, reader.row(), sink)
                ? fingerprints.finish().fingerprint()
                : null;
    }
}
