package io.millrace.cli.demo.view;

import java.time.Duration;
import java.util.List;

/**
 * All there is to see at one moment.
 *
 * @param elapsed since the traffic began
 * @param done changes and events so far
 * @param ingest state of the ingest process, one word
 * @param runtime state of the runtime process, one word
 * @param kills SIGKILLs so far
 * @param ports every output port
 * @param addresses where the parts listen and how to read a port, one line each
 * @param sample a masked record beside its clear original, one line per field
 * @param message the latest answer to a key, one line each
 */
public record Frame(
        Duration elapsed,
        long done,
        String ingest,
        String runtime,
        int kills,
        List<PortFigures> ports,
        List<String> addresses,
        List<String> sample,
        List<String> message) {}
