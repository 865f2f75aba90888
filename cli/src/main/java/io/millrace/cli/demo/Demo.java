package io.millrace.cli.demo;

import java.io.PrintWriter;

/** The acts of the demo, in order. */
final class Demo {
    private final DemoOptions options;
    private final PrintWriter out;

    Demo(DemoOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    boolean run() {
        out.println(options);
        return false;
    }
}
