package io.millrace.cli.demo.view;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Lines every few seconds: for files, pipes and continuous integration. */
public final class PlainView implements View {
    private static final int COLUMNS = 160;

    private final PrintWriter out;
    private boolean introduced;
    private List<String> lastMessage = List.of();

    public PlainView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void show(Frame frame) {
        if (!introduced) {
            introduced = true;
            frame.addresses().forEach(out::println);
        }
        out.println();
        out.println(FigureText.summary(frame));
        FigureText.table(frame.ports(), COLUMNS).forEach(line -> out.println("  " + line));
        frame.sample().forEach(line -> out.println("  " + line));
        if (!frame.message().equals(lastMessage)) {
            lastMessage = frame.message();
            lastMessage.forEach(line -> out.println("  " + line));
        }
        out.flush();
    }

    @Override
    public OptionalInt key(Duration atMost) throws InterruptedException {
        Thread.sleep(atMost.toMillis());
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        out.flush();
    }
}
