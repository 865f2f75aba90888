package io.millrace.cli.demo.view;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A picture that is redrawn in place, and single keys. */
public final class TerminalView implements View {
    private static final AttributedStyle BOLD = AttributedStyle.DEFAULT.bold();
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final String KEYS =
            "k kill runtime or ingest   d dead letter   s next sample   q end and verify   (Ctrl-C: end at once)";

    private final Terminal terminal;
    private final Attributes original;
    private final Display display;
    private boolean closed;

    private TerminalView(Terminal terminal) {
        this.terminal = terminal;
        original = terminal.enterRawMode();
        display = new Display(terminal, false);
    }

    /** A view on this process's terminal; empty if there is none that can be drawn on. */
    public static Optional<TerminalView> open() {
        try {
            Terminal terminal =
                    TerminalBuilder.builder().system(true).dumb(true).build();
            boolean drawable = !Terminal.TYPE_DUMB.equals(terminal.getType())
                    && !Terminal.TYPE_DUMB_COLOR.equals(terminal.getType())
                    && terminal.getStringCapability(Capability.cursor_up) != null;
            if (!drawable) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new TerminalView(terminal));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(500);
    }

    @Override
    public synchronized void say(String line) {
        clear();
        terminal.writer().print(line + "\r\n");
        terminal.flush();
    }

    @Override
    public synchronized void show(Frame frame) {
        if (closed) {
            return;
        }
        Size size = terminal.getSize();
        int columns = size.getColumns() > 0 ? size.getColumns() : 120;
        int rows = size.getRows() > 0 ? size.getRows() : 40;
        display.resize(Size.of(columns, rows));
        List<AttributedString> lines = new ArrayList<>();
        for (AttributedString line : lines(frame, columns)) {
            if (lines.size() < rows - 1) {
                lines.add(line.columnSubSequence(0, columns - 1));
            }
        }
        display.update(lines, -1);
    }

    @Override
    public OptionalInt key(Duration atMost) throws InterruptedException {
        try {
            int key = terminal.reader().read(Math.max(1, atMost.toMillis()));
            return key == NonBlockingReader.READ_EXPIRED || key < 0 ? OptionalInt.empty() : OptionalInt.of(key);
        } catch (IOException e) {
            Thread.sleep(atMost.toMillis());
            return OptionalInt.empty();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        clear();
        terminal.setAttributes(original);
        try {
            terminal.close();
        } catch (IOException e) {
            // The terminal is gone; so is whoever looked at it.
        }
    }

    /** Takes the picture away, so that lines can follow. */
    private void clear() {
        display.update(List.of(), 0);
        terminal.flush();
    }

    private static List<AttributedString> lines(Frame frame, int columns) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(new AttributedString("Millrace  " + FigureText.summary(frame), BOLD));
        lines.add(AttributedString.EMPTY);
        List<String> table = FigureText.table(frame.ports(), columns);
        lines.add(new AttributedString(table.get(0), FAINT));
        table.subList(1, table.size()).forEach(row -> lines.add(new AttributedString(row)));
        section(lines, frame.sample());
        section(lines, frame.addresses());
        section(lines, frame.message());
        lines.add(AttributedString.EMPTY);
        lines.add(new AttributedString(KEYS, BOLD));
        return lines;
    }

    private static void section(List<AttributedString> lines, List<String> texts) {
        if (!texts.isEmpty()) {
            lines.add(AttributedString.EMPTY);
            texts.forEach(text -> lines.add(new AttributedString(text)));
        }
    }
}
