package io.millrace.cli.demo.traffic;

import java.util.Optional;

/**
 * A payment event that Kafka acknowledged.
 *
 * @param id of the event; empty where it has none that could be read
 * @param payload its fields, where it is accepted
 * @param fate what has to become of it
 * @param reason code of the reject reason, where it is rejected
 */
public record SentPayment(Optional<String> id, Optional<TableRow> payload, Fate fate, String reason) {}
