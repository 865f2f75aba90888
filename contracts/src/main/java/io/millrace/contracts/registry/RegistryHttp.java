package io.millrace.contracts.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** One call to the registry at a time, with its faults told apart: out of reach, refused, absent, not understood. */
final class RegistryHttp {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String base;
    private final Optional<Credentials> credentials;
    private final Duration timeout;

    RegistryHttp(URI base, Optional<Credentials> credentials, Duration timeout, Optional<SSLContext> tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.credentials = credentials;
        this.timeout = timeout;
    }

    Answer get(String path, String purpose) {
        return send("GET", path, BodyPublishers.noBody(), purpose);
    }

    Answer post(String path, JsonNode body, String purpose) {
        return send("POST", path, BodyPublishers.ofString(body.toString()), purpose);
    }

    Answer delete(String path, String purpose) {
        return send("DELETE", path, BodyPublishers.noBody(), purpose);
    }

    Answer put(String path, JsonNode body, String purpose) {
        return send("PUT", path, BodyPublishers.ofString(body.toString()), purpose);
    }

    private Answer send(String method, String path, BodyPublisher body, String purpose) {
        String call = method + " " + base + path + " (to " + purpose + ")";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body);
        credentials.ifPresent(given -> request.header("Authorization", given.header()));
        var pending = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            // The request's own timeout ends with the headers; this one covers a body that never ends as well.
            HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(call, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw unreachable(call, "no answer within " + timeout, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            if (cause instanceof SSLException) {
                throw new RegistryException(
                        "Schema registry did not answer " + call + ": " + cause.getMessage()
                                + ". Check registry.url, and registry.tls.* for whom to trust and what to show.",
                        true,
                        cause);
            }
            throw unreachable(call, cause.getClass().getSimpleName(), cause);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(call, "interrupted", e);
        }
    }

    private static RegistryException unreachable(String call, String found, Throwable cause) {
        return new RegistryException(
                "Schema registry did not answer " + call + ": " + found
                        + ". Check registry.url and that the registry is up.",
                true,
                cause);
    }

    /** What came back, whatever its status. */
    record Answer(String call, int status, String text) {

        Body orElseThrow() {
            if (status >= 200 && status < 300) {
                return new Body(call, parse(text).orElseThrow(() -> notUnderstood(call, status, "a JSON object")));
            }
            throw refused();
        }

        /** The body, or empty where the registry itself (not some proxy in between) says that there is no such thing. */
        Optional<Body> unlessAbsent() {
            boolean absent = status == 404
                    && parse(text).map(json -> json.has("error_code")).orElse(false);
            return absent ? Optional.empty() : Optional.of(orElseThrow());
        }

        /** The numbers of a list, or none where the registry itself says that there is no such thing. */
        List<Integer> numbersUnlessAbsent() {
            boolean absent = status == 404
                    && parse(text).map(json -> json.has("error_code")).orElse(false);
            if (absent) {
                return List.of();
            }
            if (status < 200 || status >= 300) {
                throw refused();
            }
            List<Integer> numbers = new ArrayList<>();
            try {
                JsonNode list = JSON.readTree(text);
                if (list == null || !list.isArray()) {
                    throw notUnderstood(call, status, "a list of numbers");
                }
                list.forEach(number -> numbers.add(number.asInt()));
            } catch (JsonProcessingException e) {
                throw notUnderstood(call, status, "a list of numbers");
            }
            return numbers;
        }

        private RegistryException refused() {
            JsonNode error = parse(text).orElse(MissingNode.getInstance());
            String code = error.has("error_code") ? error.get("error_code").asText() : String.valueOf(status);
            String message = error.path("message").asText("no message");
            boolean retriable = status >= 500 || status == 429 || status == 408;
            return new RegistryException(
                    "Schema registry answered " + call + " with HTTP " + status + ", error " + code + ": " + message
                            + ". " + advice(),
                    retriable);
        }

        private String advice() {
            return switch (status) {
                case 401, 403 -> "Check registry.username and registry.password.";
                case 404 -> "Check registry.url, its path included.";
                case 409 ->
                    "The schema breaks the subject's compatibility: make the change compatible, or raise the major"
                            + " version.";
                case 422 -> "The registry takes the schema or setting for invalid.";
                default -> status >= 500 ? "See the registry's log; the call may be repeated." : "";
            };
        }
    }

    /** A JSON object that was expected. */
    record Body(String call, JsonNode json) {

        String text(String name) {
            JsonNode value = json.get(name);
            if (value == null || !value.isTextual()) {
                throw unexpected("a text '" + name + "'");
            }
            return value.textValue();
        }

        RegistryException unexpected(String expected) {
            return notUnderstood(call, 200, expected);
        }
    }

    private static RegistryException notUnderstood(String call, int status, String expected) {
        return new RegistryException(
                "Schema registry answered " + call + " with HTTP " + status + ", but without " + expected
                        + ". Check that registry.url is a Confluent-compatible API (Apicurio: /apis/ccompat/v7).",
                false);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json != null && json.isObject() ? Optional.of(json) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
