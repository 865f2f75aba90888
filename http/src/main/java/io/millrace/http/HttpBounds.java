package io.millrace.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What clients may take of a port.
 *
 * @param patience longest time without a byte, and for the first request of a connection to come whole; a later one may take twice that
 * @param life longest time that a connection stays open, whatever it does; none where answers may take long
 * @param connections most at a time; further ones wait to be accepted
 * @param threads most at a time
 */
public record HttpBounds(Duration patience, Optional<Duration> life, int connections, int threads) {}
