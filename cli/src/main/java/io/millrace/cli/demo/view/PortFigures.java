package io.millrace.cli.demo.view;

import io.millrace.cli.demo.verify.Balance;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An output port at one moment, as the runtime tells it.
 *
 * @param name {@code <domain>.<product>/<port>}
 * @param balance its verdicts
 * @param deadLetters by reason
 * @param lag input records not judged yet; empty where unknown
 * @param freshnessMillis how far behind; empty where unknown
 */
public record PortFigures(
        String name, Balance balance, Map<String, Long> deadLetters, OptionalLong lag, OptionalLong freshnessMillis) {}
