package io.millrace.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.secret.Authorities;
import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.embedded.CertificateAuthority;
import io.millrace.embedded.IssuedCertificate;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.TestPlatform;
import io.millrace.ingest.gateway.GatewaySettings.Address;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events over TLS, end to end: the certificate is checked by the client, and changed while events come. */
class GatewayTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Longer than files are looked at again. */
    private static final Duration UNCHANGED = Duration.ofMillis(2_500);

    @TempDir
    private Path folder;

    @Test
    void shouldTakeEventsOverTlsAndANewCertificateWithoutARestart() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create(folder.resolve("authority"));
        IssuedCertificate issued = authority.issue("gateway");
        DomainEvent event = Events.receipt(
                Files.createDirectories(folder.resolve("mesh")),
                "json",
                "tls",
                "- {name: number, logicalType: string, primaryKey: true, required: true}");
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka()))) {
            EventTopics.apply(admin, List.of(event), step -> {});
        }
        try (Gateway gateway = Gateway.start(
                List.of(event),
                new GatewaySettings(
                        kafka(),
                        new Address("127.0.0.1", 0, false),
                        Optional.empty(),
                        Optional.of(new KeyMaterial.Pem(issued.certificates(), issued.key())),
                        new Limits(100_000, 10_000, 1 << 20, 0, Duration.ofSeconds(3)),
                        Optional.empty(),
                        new SimpleMeterRegistry()))) {
            assertThat(gateway.url()).startsWith("https://");
            BigInteger first = send(gateway, trusting(authority), "r1");
            assertThatThrownBy(() -> send(gateway, SSLContext.getDefault(), "r2"))
                    .isInstanceOf(IOException.class);

            authority.issue("gateway");
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (send(gateway, trusting(authority), "r3").equals(first)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(100);
            }

            BigInteger second = send(gateway, trusting(authority), "r4");
            Files.writeString(issued.key(), "no key");
            for (long end = System.nanoTime() + UNCHANGED.toNanos(); System.nanoTime() < end; ) {
                assertThat(send(gateway, trusting(authority), "r5"))
                        .as("the one in force stays")
                        .isEqualTo(second);
            }
        }
    }

    /** Anew for each request: a client that resumes a session asks for no certificate. */
    private static SSLContext trusting(CertificateAuthority authority) {
        return Authorities.context(
                Optional.of(new Authorities(authority.trustStore(), Optional.of(authority.password()))),
                Optional.empty());
    }

    private static BigInteger send(Gateway gateway, SSLContext context, String id) throws Exception {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.url() + "/events/till.receipt"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"number\": \"" + id + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0]).getSerialNumber();
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", TestPlatform.get().bootstrapServers());
    }
}
