package io.millrace.cli.demo.view;

import java.time.Duration;
import java.util.OptionalInt;

/** Shows the demo and hears the viewer. Used by one thread. */
public interface View extends AutoCloseable {
    /** How often a new frame is worth making. */
    Duration interval();

    /** Tells a step of the start or of the end. */
    void say(String line);

    /** Shows a moment of the traffic. */
    void show(Frame frame);

    /** A key that was pressed, waiting for it no longer than given. */
    OptionalInt key(Duration atMost) throws InterruptedException;

    /** Gives the terminal back. */
    @Override
    void close();
}
