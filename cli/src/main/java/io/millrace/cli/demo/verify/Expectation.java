package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.traffic.Change;
import io.millrace.cli.demo.traffic.Fate;
import io.millrace.cli.demo.traffic.SentPayment;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.traffic.TrafficListener;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has to be in the topics, by what the traffic did. Inputs are named by their topic. */
public final class Expectation implements TrafficListener {
    private final List<JudgedPort> ports;
    private final Map<String, Sequences> outputs = new HashMap<>();
    private final Map<String, Sequences> captured = new HashMap<>();
    private final Map<String, Map<Fate, Long>> fates = new HashMap<>();
    private final Map<String, Map<String, Long>> rejectReasons = new HashMap<>();

    public Expectation(List<JudgedPort> ports) {
        this.ports = ports;
        for (JudgedPort port : ports) {
            outputs.put(port.output().topic(), new Sequences());
            captured.put(port.input().topic(), new Sequences());
            fates.put(port.input().topic(), new EnumMap<>(Fate.class));
            rejectReasons.put(port.input().topic(), new TreeMap<>());
        }
    }

    @Override
    public synchronized void changed(Change change) {
        String operation = String.valueOf(change.operation());
        String counted = "";
        for (JudgedPort port : ports) {
            String input = port.input().topic();
            if (port.table().filter(change.table()::equals).isPresent()) {
                if (!counted.equals(input)) {
                    counted = input;
                    tally(input, change.fate());
                    sequence(captured, input).add(change.key(), Digest.of(operation, null));
                }
                if (change.fate() == Fate.ACCEPTED) {
                    accept(port, operation, change.row());
                }
            }
        }
    }

    @Override
    public synchronized void sent(SentPayment payment) {
        String counted = "";
        for (JudgedPort port : ports) {
            String input = port.input().topic();
            if (port.table().isEmpty()) {
                if (!counted.equals(input)) {
                    counted = input;
                    tally(input, payment.fate());
                    if (payment.fate() == Fate.REJECTED) {
                        rejectReasons.getOrDefault(input, new TreeMap<>()).merge(payment.reason(), 1L, Long::sum);
                    }
                }
                if (payment.fate() == Fate.ACCEPTED) {
                    payment.payload().ifPresent(row -> accept(port, "e", row));
                }
            }
        }
    }

    /** Records an input topic has to hold. */
    public synchronized long records(String inputTopic) {
        return fates.getOrDefault(inputTopic, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Records of an input topic that have to meet a fate. */
    synchronized long count(String inputTopic, Fate fate) {
        return fates.getOrDefault(inputTopic, Map.of()).getOrDefault(fate, 0L);
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

    private void accept(JudgedPort port, String operation, TableRow row) {
        sequence(outputs, port.output().topic()).add(port.projection().sequenceKey(row), port.expected(operation, row));
    }

    private void tally(String input, Fate fate) {
        fates.computeIfAbsent(input, unused -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
    }

    private static Sequences sequence(Map<String, Sequences> map, String topic) {
        return map.computeIfAbsent(topic, unused -> new Sequences());
    }
}
