package io.millrace.runtime.deadletter;

import io.millrace.runtime.record.RejectReason;
import java.util.Optional;

/**
 * Who rejected which record, and why.
 *
 * @param reason why
 * @param element field or rule of the contract concerned; may be empty
 * @param product {@code <domain>.<product>}
 * @param port input port
 * @param outputPort the port that rejected it; empty for all that read the input
 * @param contract of the output port
 * @param source where the record stands
 * @param sourceTimestamp broker time of the record, epoch milliseconds
 */
public record Rejection(
        RejectReason reason,
        String element,
        String product,
        String port,
        Optional<String> outputPort,
        Optional<String> contract,
        Coordinate source,
        long sourceTimestamp) {}
