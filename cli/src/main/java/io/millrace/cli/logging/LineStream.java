package io.millrace.cli.logging;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands over what is written line by line, in UTF-8; empty lines are dropped. Safe for use by several threads. */
final class LineStream extends OutputStream {
    private static final int LONGEST = 64 * 1024;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    LineStream(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int value) {
        if (value == '\n' || open.size() >= LONGEST) {
            String line = open.toString(StandardCharsets.UTF_8).stripTrailing();
            open.reset();
            if (!line.isEmpty()) {
                lines.accept(line);
            }
        }
        if (value != '\n') {
            open.write(value);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }
}
