package io.millrace.ingest.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * Requests as their bytes, for what no HTTP client would send.
 *
 * @param server of which host and port are used
 */
record HttpSocket(URI server) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Sends a text; returns the beginning of the answer, {@code closed} if there is none. */
    String answer(String text) throws IOException {
        try (Socket socket = connect()) {
            send(socket, text);
            byte[] answer = new byte[4096];
            int read = socket.getInputStream().read(answer);
            return read < 0 ? "closed" : new String(answer, 0, read, US_ASCII);
        }
    }

    /** Sends a text and goes away. */
    void abandon(String text) throws IOException {
        try (Socket socket = connect()) {
            send(socket, text);
        }
    }

    /** Sends a text, and then a character now and then, never idle, never done, until so many answers have come; returns them. */
    String drip(String text, int answers) throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            send(socket, text);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            var answer = new StringBuilder();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (answer.toString().split("HTTP/1.1 ", -1).length <= answers && System.nanoTime() < deadline) {
                if (in.available() > 0) {
                    answer.append(new String(in.readNBytes(in.available()), US_ASCII));
                } else {
                    out.write('x');
                    out.flush();
                    Thread.sleep(200);
                }
            }
            return answer.toString();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
