package io.millrace.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.demo.Kill.Victim;
import io.millrace.cli.demo.verify.Balance;
import io.millrace.cli.demo.view.PortFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the management ports of ingest and runtime. A process that does not answer is {@code down}. One thread. */
final class StatusPoll {
    static final String DOWN = "down";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI ingest;
    private final URI runtime;
    private List<PortFigures> ports = List.of();
    private String ingestState = DOWN;
    private String runtimeState = DOWN;

    StatusPoll(int ingestPort, int runtimePort) {
        ingest = URI.create("http://127.0.0.1:" + ingestPort + "/status");
        runtime = URI.create("http://127.0.0.1:" + runtimePort + "/status");
    }

    /** Asks both; keeps the last figures of a process that does not answer. */
    void refresh() throws InterruptedException {
        ingestState = commonState(ask(ingest).path("sources"));
        JsonNode products = ask(runtime).path("products");
        runtimeState = commonState(products);
        if (!products.isEmpty()) {
            ports = figures(products);
        }
    }

    String ingestState() {
        return ingestState;
    }

    String runtimeState() {
        return runtimeState;
    }

    /** Whether a process was up and at work when last asked. */
    boolean works(Victim victim) {
        return victim == Victim.INGEST ? ingestState.equals("streaming") : runtimeState.equals("running");
    }

    /** Every output port, in the order in which the runtime lists them. */
    List<PortFigures> ports() {
        return ports;
    }

    private JsonNode ask(URI address) throws InterruptedException {
        try {
            var answer = client.sendAsync(
                            HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofByteArray())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        } catch (IOException | ExecutionException | TimeoutException e) {
            return JSON.createObjectNode();
        }
    }

    /** The state all have, or how many have reached the most advanced one. */
    private static String commonState(JsonNode parts) {
        if (parts.isEmpty()) {
            return DOWN;
        }
        Map<String, Integer> states = new TreeMap<>();
        parts.forEach(part -> states.merge(part.path("state").asText(DOWN), 1, Integer::sum));
        if (states.size() == 1) {
            return states.keySet().iterator().next();
        }
        List<String> texts = new ArrayList<>();
        states.forEach((state, count) -> texts.add(count + " " + state));
        return String.join(", ", texts);
    }

    private static List<PortFigures> figures(JsonNode products) {
        List<PortFigures> figures = new ArrayList<>();
        for (JsonNode product : products) {
            for (JsonNode output : product.path("outputs")) {
                figures.add(new PortFigures(
                        product.path("product").asText() + "/"
                                + output.path("port").asText(),
                        balance(output),
                        reasons(output.path("deadLetters")),
                        number(output.path("lag")),
                        number(output.path("freshnessMillis"))));
            }
        }
        return figures;
    }

    private static Balance balance(JsonNode node) {
        long rejected = reasons(node.path("deadLetters")).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new Balance(
                node.path("accepted").asLong(),
                node.path("retracted").asLong(),
                node.path("filtered").asLong(),
                node.path("duplicates").asLong(),
                node.path("control").asLong(),
                rejected);
    }

    private static Map<String, Long> reasons(JsonNode node) {
        Map<String, Long> reasons = new TreeMap<>();
        node.properties()
                .forEach(field -> reasons.put(field.getKey(), field.getValue().asLong()));
        return reasons;
    }

    private static OptionalLong number(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}
