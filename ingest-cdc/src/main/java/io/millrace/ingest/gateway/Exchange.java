package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.Answer;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/** One request and its answer, which is given once, from any thread. */
final class Exchange {
    private static final String ATTRIBUTE = "ce-";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final GatewayMeters meters;
    private final long begun = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile String event = "";
    private volatile String token = "";

    Exchange(Request request, Response response, Callback callback, GatewayMeters meters) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.meters = meters;
    }

    Request request() {
        return request;
    }

    /** Whose token it is, for metrics. */
    void by(String token) {
        this.token = token;
    }

    /** Which event it is about, for metrics. */
    void about(String event) {
        this.event = event;
    }

    String method() {
        return request.getMethod();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** Parameters of the query. */
    Map<String, List<String>> query() {
        return Request.extractQueryParameters(request).toMultiMap();
    }

    /** The body, for a thread that may wait for it. */
    InputStream body() {
        return Content.Source.asInputStream(request);
    }

    /** From here on the client waits for us, and not we for the client. */
    void takesTime() {
        request.addIdleTimeoutListener(idle -> false);
    }

    /** Bytes of the body as announced; -1 where it comes in chunks. */
    long announced() {
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                ? -1
                : request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    }

    /** Whether there is a way to tell where the body ends. */
    boolean hasLength() {
        return request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** The path's steps, decoded and without dots. */
    List<String> steps() {
        String path = request.getHttpURI().getDecodedPath();
        return path == null
                ? List.of()
                : Arrays.stream(path.split("/", -1))
                        .filter(step -> !step.isEmpty())
                        .toList();
    }

    /** CloudEvents attributes in headers, by name. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE) && field.getValue() != null) {
                attributes.put(name.substring(ATTRIBUTE.length()), decoded(field.getValue()));
            }
        }
        return attributes;
    }

    /** The HTTP binding of CloudEvents has other than printable ASCII percent-encoded. */
    private static String decoded(String value) {
        try {
            return value.indexOf('%') < 0 ? value : URIUtil.decodePath(value);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** Answers; a second answer is ignored. */
    void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        meters.request(event, token, answer.status(), System.nanoTime() - begun);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        response.getHeaders().put("Cache-Control", "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(response.getHeaders()::put);
        // Whoever was too slow has had their time, and somebody else may be waiting for their bytes.
        boolean refused = answer.status() >= 400 && answer.status() != HttpStatus.REQUEST_TIMEOUT_408;
        response.write(
                true, ByteBuffer.wrap(answer.body()), refused ? Remainder.readBefore(callback, request) : callback);
    }
}
