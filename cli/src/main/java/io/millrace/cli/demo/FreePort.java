package io.millrace.cli.demo;

import io.millrace.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports on loopback for the demo's own processes. */
final class FreePort {
    private FreePort() {}

    /**
     * The wanted port if it is free, or any free one for 0.
     *
     * @param option names it in the error
     * @throws CommandException if it is taken
     */
    static int choose(int wanted, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandException("port " + wanted + " is taken; choose another with " + option
                    + ", or leave it out for any free one");
        }
    }
}
