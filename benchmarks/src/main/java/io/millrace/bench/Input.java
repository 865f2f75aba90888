package io.millrace.bench;

import io.millrace.bench.load.Census;

/**
 * A filled input topic.
 *
 * @param topic name
 * @param census what was sent
 */
record Input(String topic, Census census) {}
