package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.traffic.Change;
import io.millrace.cli.demo.traffic.Fate;
import io.millrace.cli.demo.traffic.SentPayment;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.traffic.TrafficListener;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What has to be in the topics, by what the traffic did. Inputs are named by their topic. */
public final class Expectation implements TrafficListener {
    private final List<JudgedPort> ports;
    private final Map<String, Sequences> outputs = new HashMap<>();
    private final Map<String, Sequences> captured = new HashMap<>();
    private final Map<String, Long> records = new HashMap<>();
    /** By port. */
    private final Map<String, Map<Fate, Long>> fates = new HashMap<>();

    private final Map<String, Map<String, Long>> rejectReasons = new HashMap<>();

    public Expectation(List<JudgedPort> ports) {
        this.ports = ports;
    }

    @Override
    public synchronized void changed(Change change) {
        String operation = String.valueOf(change.operation());
        Set<String> counted = new HashSet<>();
        for (JudgedPort port : ports) {
            if (port.table().filter(change.table()::equals).isPresent()) {
                String input = port.input().topic();
                if (counted.add(input)) {
                    records.merge(input, 1L, Long::sum);
                    sequence(captured, input).add(change.key(), Digest.of(operation, null));
                }
                judge(port, operation, port.fate(operation, change.fate()), Optional.of(change.row()));
            }
        }
    }

    @Override
    public synchronized void sent(SentPayment payment) {
        Set<String> counted = new HashSet<>();
        for (JudgedPort port : ports) {
            if (port.table().isEmpty()) {
                String input = port.input().topic();
                if (counted.add(input)) {
                    records.merge(input, 1L, Long::sum);
                    if (payment.fate() == Fate.REJECTED) {
                        rejectReasons
                                .computeIfAbsent(input, unused -> new TreeMap<>())
                                .merge(payment.reason(), 1L, Long::sum);
                    }
                }
                judge(port, "e", payment.fate(), payment.payload());
            }
        }
    }

    /** Records an input topic has to hold. */
    public synchronized long records(String inputTopic) {
        return records.getOrDefault(inputTopic, 0L);
    }

    /** Input records that have to meet a fate at a port. */
    synchronized long count(JudgedPort port, Fate fate) {
        return fates.getOrDefault(port.name(), Map.of()).getOrDefault(fate, 0L);
    }

    /** Reject reasons of domain events by code; empty for captured tables. */
    synchronized Map<String, Long> rejectReasons(String inputTopic) {
        return new TreeMap<>(rejectReasons.getOrDefault(inputTopic, Map.of()));
    }

    Sequences output(String topic) {
        return sequence(outputs, topic);
    }

    /** Operations per key that a captured topic has to hold. */
    Sequences captured(String topic) {
        return sequence(captured, topic);
    }

    private void judge(JudgedPort port, String operation, Fate fate, Optional<TableRow> row) {
        fates.computeIfAbsent(port.name(), unused -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
        if (fate == Fate.ACCEPTED) {
            row.ifPresent(accepted -> sequence(outputs, port.output().topic())
                    .add(port.identify(accepted), port.expected(operation, accepted)));
        }
    }

    private static Sequences sequence(Map<String, Sequences> map, String topic) {
        return map.computeIfAbsent(topic, unused -> new Sequences());
    }
}
