package io.millrace.runtime.deadletter;

import java.time.Instant;
import java.util.Optional;

/**
 * A rejected record as stored: metadata in clear, the original sealed.
 *
 * @param reason code of the {@link io.millrace.runtime.record.RejectReason}
 * @param element field or rule of the contract concerned; may be empty
 * @param product {@code <domain>.<product>}
 * @param port input port
 * @param outputPort the port that rejected it; empty where the record was rejected for all of them
 * @param contract contract reference; empty where the record was rejected for all ports
 * @param source where the record stands
 * @param sourceTimestamp broker time of the record, epoch milliseconds as found
 * @param rejectedAt when it was rejected
 * @param keyId id of the sealing key; empty for a dead letter by reference
 * @param sealed nonce, ciphertext and tag; empty for a dead letter by reference, whose original is too large
 */
public record DeadLetter(
        String reason,
        String element,
        String product,
        String port,
        Optional<String> outputPort,
        Optional<String> contract,
        Coordinate source,
        long sourceTimestamp,
        Instant rejectedAt,
        Optional<String> keyId,
        Optional<byte[]> sealed) {}
