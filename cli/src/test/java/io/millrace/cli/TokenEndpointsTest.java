package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.ConfigurationReader;
import io.millrace.cli.config.KnownNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of OAUTHBEARER reach Kafka's clients as they are, and clients ask who is configured, and nobody else. */
class TokenEndpointsTest {
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final String SECRET = "canary-of-the-client";

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private HttpServer issuer;

    @BeforeEach
    void start() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/token", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                byte[] body = ("{\"access_token\": \"" + token() + "\", \"token_type\": \"Bearer\"}").getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        System.clearProperty(ALLOWED);
    }

    @Test
    void shouldGetATokenFromTheConfiguredIssuer() throws Exception {
        Configuration configuration = configuration();
        TokenEndpoints.allow(configuration.tokenEndpoints());
        try (Admin admin = Connections.admin(configuration)) {
            String request = asked.poll(20, TimeUnit.SECONDS);
            assertThat(admin).isNotNull();
            assertThat(request)
                    .contains("grant_type=client_credentials")
                    .contains("scope=kafka")
                    .contains(Base64.getEncoder().encodeToString(("orders:" + SECRET).getBytes(UTF_8)));
        }
    }

    @Test
    void shouldAskNobodyWhoIsNotConfiguredAndShowNoSecret() {
        Configuration configuration = configuration();
        System.setProperty(ALLOWED, "https://elsewhere.example/token");
        TokenEndpoints.allow(configuration.tokenEndpoints());

        Throwable refused =
                catchThrowable(() -> Connections.admin(configuration).close());

        assertThat(refused).isNotNull();
        assertThat(stackTrace(refused)).contains("allowed.urls").doesNotContain(SECRET);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldNameARefusalWithoutTheSecret() {
        status = 401;
        Configuration configuration = configuration();
        TokenEndpoints.allow(configuration.tokenEndpoints());

        Throwable refused =
                catchThrowable(() -> Connections.admin(configuration).close());

        assertThat(refused).isNotNull();
        assertThat(stackTrace(refused)).contains("401").doesNotContain(SECRET);
    }

    private Configuration configuration() {
        return new ConfigurationReader(KnownNames.any(), Map.of())
                .read(
                        Optional.empty(),
                        List.of(
                                "kafka.bootstrap.servers=127.0.0.1:9",
                                "kafka.security.protocol=SASL_PLAINTEXT",
                                "kafka.sasl.mechanism=OAUTHBEARER",
                                "kafka.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer"
                                        + ".OAuthBearerLoginModule required;",
                                "kafka.sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer"
                                        + ".OAuthBearerLoginCallbackHandler",
                                "kafka.sasl.oauthbearer.token.endpoint.url=http://127.0.0.1:"
                                        + issuer.getAddress().getPort() + "/token",
                                "kafka.sasl.oauthbearer.client.credentials.client.id=orders",
                                "kafka.sasl.oauthbearer.client.credentials.client.secret=" + SECRET,
                                "kafka.sasl.oauthbearer.scope=kafka",
                                "kafka.sasl.login.retry.backoff.ms=1",
                                "kafka.sasl.login.retry.backoff.max.ms=10"));
    }

    private static String token() {
        long now = Instant.now().getEpochSecond();
        return part("{\"alg\": \"none\"}") + "."
                + part("{\"sub\": \"orders\", \"scope\": \"kafka\", \"iat\": " + now + ", \"exp\": " + (now + 600)
                        + "}")
                + ".c2ln";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
