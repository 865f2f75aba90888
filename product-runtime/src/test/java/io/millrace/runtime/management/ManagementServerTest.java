package io.millrace.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.runtime.lifecycle.MetricStatus;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.StartProgress;
import io.millrace.runtime.lifecycle.StartStage;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.record.RejectReason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile ProductState state = new ProductState.Starting();
    private volatile StartProgress progress = StartProgress.NONE;
    private volatile List<ProductStatus> others = List.of();
    private ManagementServer server;

    @BeforeEach
    void start() throws IOException {
        server = ManagementServer.start(
                ManagementAccess.of(ManagementAccess.Settings.loopback(0)), this::products, meters);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldBeReadyOnlyWhileEveryProductRuns() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        state = new ProductState.Running();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        state = new ProductState.Halted("the failure budget is spent");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("\"shop.orders\" : \"halted\"");
    }

    @Test
    void shouldSayWhatAProductThatIsNotReadyWaitsFor() throws Exception {
        state = new ProductState.Waiting("no broker answers");
        progress = new StartProgress(Optional.of(StartStage.BROKER), 0, 100, Optional.empty());
        JsonNode broker = json(get("/health/ready")).at("/waitsFor/shop.orders");
        assertThat(broker.at("/stage").asText()).isEqualTo("broker");
        assertThat(broker.at("/reason").asText()).isEqualTo("no broker answers");
        assertThat(broker.has("restorePercent")).isFalse();

        state = new ProductState.Restoring();
        progress = new StartProgress(Optional.of(StartStage.STATE), 750, 25, Optional.empty());
        JsonNode restore = json(get("/status")).at("/products/0");
        assertThat(restore.at("/stage").asText()).isEqualTo("state");
        assertThat(restore.at("/restorePercent").asInt()).isEqualTo(25);
        assertThat(restore.at("/restoreRemaining").asLong()).isEqualTo(750);
    }

    @Test
    void shouldBeDeadOnlyWhereAnotherProcessWouldDoBetter() throws Exception {
        for (ProductState alive : List.of(
                new ProductState.Waiting("no broker answers"),
                new ProductState.Restoring(),
                new ProductState.Halted("the failure budget is spent"),
                new ProductState.Failed("no permission"))) {
            state = alive;
            assertThat(get("/health/live").statusCode()).as(alive.word()).isEqualTo(200);
        }
        progress = new StartProgress(Optional.empty(), 0, 100, Optional.of("java.lang.OutOfMemoryError; see the log"));
        HttpResponse<String> dead = get("/health/live");
        assertThat(dead.statusCode()).isEqualTo(503);
        assertThat(json(dead).at("/waitsFor/shop.orders/stuck").asText()).contains("OutOfMemoryError");
    }

    @Test
    void shouldStayAliveForTheProductsThatWorkBesideOneThatIsStuck() throws Exception {
        StartProgress stuck = new StartProgress(Optional.empty(), 0, 100, Optional.of("its supervisor is not seen"));
        others = List.of(other(new ProductState.Failed("java.lang.StackOverflowError; see the log"), stuck));
        for (ProductState working : List.of(
                new ProductState.Running(),
                new ProductState.Restoring(),
                new ProductState.Waiting("no broker answers"))) {
            state = working;
            assertThat(get("/health/live").statusCode()).as(working.word()).isEqualTo(200);
        }
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).at("/products/shop.customers").asText()).isEqualTo("failed");
        assertThat(json(ready).at("/waitsFor/shop.customers/reason").asText()).contains("StackOverflowError");

        // Nobody is left whom a restart would end.
        state = new ProductState.Halted("the failure budget is spent");
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldNotBeReadyWhileAProductThatRunsIsStuck() throws Exception {
        state = new ProductState.Running();
        progress = new StartProgress(Optional.empty(), 0, 100, Optional.of("a stream thread has been busy for 700 s"));
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).at("/waitsFor/shop.orders/stuck").asText()).contains("700 s");
    }

    private List<ProductStatus> products() {
        List<ProductStatus> all = new ArrayList<>(List.of(status()));
        all.addAll(others);
        return all;
    }

    private static ProductStatus other(ProductState state, StartProgress progress) {
        return new ProductStatus(
                "shop.customers", "1.0.0", "shop.customers", state, progress, List.of(), List.of(), "");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    @Test
    void shouldShowTheBalanceOfEveryPort() throws Exception {
        state = new ProductState.Running();
        HttpResponse<String> answer = get("/status");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        JsonNode product = JsonMapper.builder().build().readTree(answer.body()).at("/products/0");
        assertThat(product.at("/state").asText()).isEqualTo("running");
        assertThat(product.at("/inputs/0/lag").asLong()).isEqualTo(7);
        assertThat(product.at("/inputs/0/freshnessMillis").isNull()).isTrue();
        assertThat(product.at("/outputs/0/accepted").asLong()).isEqualTo(5);
        assertThat(product.at("/outputs/0/deadLetters/malformed").asLong()).isEqualTo(2);
        assertThat(product.at("/outputs/0/deadLettersTotal").asLong()).isEqualTo(2);
    }

    @Test
    void shouldServeMetricsForPrometheus() throws Exception {
        meters.counter("millrace.records", "product", "shop.orders").increment(3);
        assertThat(get("/metrics").body()).contains("millrace_records_total{product=\"shop.orders\"} 3");
    }

    @Test
    void shouldAnswerNothingElse() throws Exception {
        assertThat(get("/../etc/passwd").statusCode()).isIn(400, 404);
        assertThat(get("/status/x").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/status"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private ProductStatus status() {
        return new ProductStatus(
                "shop.orders",
                "1.0.0",
                "shop.orders",
                state,
                progress,
                List.of(new ProductStatus.InputStatus(
                        "orders", "shop.orders.cdc", 9, OptionalLong.of(7), OptionalLong.empty(), 0, 0, 0)),
                List.of(new ProductStatus.OutputStatus(
                        "latest",
                        "orders",
                        "shop.orders.latest.v1",
                        new PortBalance(5, 0, 1, 1, 0, 0, 0, Map.of(RejectReason.MALFORMED, 2L)),
                        OptionalLong.of(7),
                        OptionalLong.empty(),
                        OptionalLong.of(12),
                        OptionalLong.of(60_000),
                        0,
                        OptionalLong.empty(),
                        false,
                        List.of(new MetricStatus(
                                "volume",
                                "warning",
                                "PT1H",
                                "mustBeGreaterThan: 100",
                                "2026-01-01T00:00:00Z",
                                "7",
                                7,
                                "broken")))),
                "sha256:ab12");
    }
}
