package io.millrace.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
final class Ports {
    static final String LOOPBACK = "127.0.0.1";

    /**
     * Free ports are taken from below every system's ephemeral range (Linux starts at 32768). A client that keeps
     * connecting to a killed broker on an ephemeral port may be given that very port as its own, is then connected to
     * itself, and keeps the broker from coming back.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** A port nobody listens on now; somebody may a moment later. */
    static int free() throws EmbeddedStartException {
        for (int attempt = 0; attempt < 500; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!isTaken(port)) {
                return port;
            }
        }
        throw new EmbeddedStartException("no free TCP port found on " + LOOPBACK + " between " + LOWEST + " and "
                + HIGHEST + "; give fixed ports (kafkaPort, registryPort, databasePort)");
    }

    /** Whether somebody listens on the port, on loopback or on all addresses. */
    static boolean isTaken(int port) {
        // macOS lets a loopback bind succeed beside a listener on all addresses, so binding alone does not tell.
        return answers(port) || !canBind(port);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
