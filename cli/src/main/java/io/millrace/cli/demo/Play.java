package io.millrace.cli.demo;

import io.millrace.cli.DeadLetterText;
import io.millrace.cli.demo.Kill.Victim;
import io.millrace.cli.demo.verify.JudgedPort;
import io.millrace.cli.demo.view.Frame;
import io.millrace.cli.demo.view.View;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.deadletter.DeadLetter;
import io.millrace.runtime.deadletter.DeadLetters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The time between the first record and the end: frames, keys and kills. */
final class Play {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT_FOR_A_KILL = Duration.ofSeconds(60);

    private final DemoOptions options;
    private final Stage stage;
    private final StatusPoll status;
    private final View view;
    private final List<String> addresses;
    private final Deque<Kill> planned;
    private final long started = System.nanoTime();
    private List<String> message = List.of();
    private Victim next = Victim.RUNTIME;
    private int letterTurn;

    Play(DemoOptions options, Stage stage, StatusPoll status, View view) {
        this.options = options;
        this.stage = stage;
        this.status = status;
        this.view = view;
        planned = new ArrayDeque<>(options.kills());
        JudgedPort example = stage.ports().stream()
                .max(Comparator.comparingLong(JudgedPort::maskedFields))
                .orElse(stage.ports().get(0));
        addresses = Addresses.lines(
                stage.endpoints(),
                stage.platform().database().user(),
                stage.platform().database().password(),
                example.output().topic());
    }

    /** Until the time is over or the viewer wants the end. */
    void run() throws InterruptedException {
        long nextFrame = 0;
        while (goesOn()) {
            stage.processes().requireAlive();
            stage.traffic().requireHealthy();
            if (System.nanoTime() - started >= nextFrame) {
                status.refresh();
                view.show(frame());
                nextFrame = System.nanoTime() - started + view.interval().toNanos();
            }
            killWhatIsDue();
            if (!hear(view.key(TICK))) {
                break;
            }
        }
        status.refresh();
        view.show(frame());
    }

    private boolean goesOn() {
        if (options.duration().isEmpty()) {
            return true;
        }
        Duration limit = options.duration().get();
        return elapsed().compareTo(planned.isEmpty() ? limit : limit.plus(LONGEST_WAIT_FOR_A_KILL)) < 0;
    }

    /** A planned kill waits until its victim works again: to kill what is only starting proves little. */
    private void killWhatIsDue() throws InterruptedException {
        Kill due = planned.peek();
        if (due != null && elapsed().compareTo(due.at()) >= 0) {
            status.refresh();
            if (status.works(due.victim())) {
                planned.remove();
                message = List.of(stage.processes().kill(due.victim()));
            }
        }
    }

    /** Does what a key asks; returns false for the end. */
    private boolean hear(OptionalInt key) throws InterruptedException {
        if (key.isEmpty()) {
            return true;
        }
        switch (Character.toLowerCase((char) key.getAsInt())) {
            case 'q' -> {
                return false;
            }
            case 'k' -> {
                message = List.of(stage.processes().kill(next));
                next = next == Victim.RUNTIME ? Victim.INGEST : Victim.RUNTIME;
            }
            case 's' -> stage.samples().next();
            case 'd' -> message = deadLetter();
            default -> {
                // Other keys mean nothing.
            }
        }
        return true;
    }

    /** The newest dead letter, of another product at each call. */
    private List<String> deadLetter() {
        List<Product> products = stage.mesh().products();
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(Math.floorMod(letterTurn++, products.size()));
            Optional<DeadLetter> newest = newest(product);
            if (newest.isPresent()) {
                List<String> lines = new ArrayList<>(List.of("dead letter"));
                lines.addAll(DeadLetterText.lines(newest.get()));
                return lines;
            }
        }
        return List.of("no dead letter yet");
    }

    private Optional<DeadLetter> newest(Product product) {
        List<DeadLetter> letters = DeadLetters.of(
                        Map.of("bootstrap.servers", stage.platform().bootstrapServers()),
                        product.deadLetterTopic(),
                        stage.registry())
                .list(Optional.empty(), 1);
        @Nullable DeadLetter last = letters.isEmpty() ? null : letters.get(letters.size() - 1);
        return Optional.ofNullable(last);
    }

    private Frame frame() {
        return new Frame(
                elapsed(),
                stage.traffic().done(),
                status.ingestState(),
                status.runtimeState(),
                stage.processes().kills(),
                status.ports(),
                addresses,
                stage.samples().current(),
                message);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
