package io.millrace.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.secret.Authorities;
import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.contracts.secret.PinnedServer;
import io.millrace.contracts.secret.SecretFileException;
import io.millrace.embedded.CertificateAuthority;
import io.millrace.embedded.IssuedCertificate;
import io.millrace.http.HttpPort;
import io.millrace.runtime.management.ManagementPages.Page;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementAccessTest {
    private static final String TOKEN = "0123456789abcdef0123";
    private static final String OTHER = "fedcba98765432100123";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Optional<HttpPort> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(HttpPort::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void shouldNotListenToOtherMachinesWithoutATokenAndACertificate(String host) {
        assertThatThrownBy(() -> ManagementAccess.of(settings(host, Optional.empty(), Optional.empty(), false)))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining("management.token.file")
                .hasMessageContaining("management.tls.certificate.file")
                .hasMessageContaining("management.open=true");
        ManagementAccess.of(settings(host, Optional.empty(), Optional.empty(), true));
        ManagementAccess.of(settings("localhost", Optional.empty(), Optional.empty(), false));
    }

    @Test
    void shouldAskForTheTokenEverywhereButAtHealth() throws Exception {
        Path token = token(TOKEN, "rw-------");
        start(settings("127.0.0.1", Optional.empty(), Optional.of(token), false));

        assertThat(get("/health/ready", "")).isEqualTo(200);
        assertThat(get("/metrics", "")).isEqualTo(401);
        assertThat(get("/metrics", "Bearer " + OTHER)).isEqualTo(401);
        assertThat(get("/metrics", "Basic " + TOKEN)).isEqualTo(401);
        assertThat(get("/status/../health/ready", "")).as("no way round").isEqualTo(401);
        assertThat(get("/metrics", "Bearer " + TOKEN)).isEqualTo(200);

        Files.writeString(token, OTHER);
        await(() -> get("/metrics", "Bearer " + OTHER) == 200);
        assertThat(get("/metrics", "Bearer " + TOKEN)).isEqualTo(401);
    }

    @Test
    void shouldKeepTheTokenInForceWhereTheNewOneCannotBeUsed() throws Exception {
        Path file = token(TOKEN, "rw-------");
        var now = new AtomicLong();
        var token = new ManagementToken(file, now::get);

        Files.writeString(file, "short");
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(token.isShown("Bearer " + TOKEN)).isTrue();
        assertThat(token.isShown("Bearer short")).isFalse();
    }

    @Test
    void shouldRefuseATokenThatOthersMayReadOrGuess() throws Exception {
        Path open = token(TOKEN, "rw-r--r--");
        assertThatThrownBy(() -> start(settings("127.0.0.1", Optional.empty(), Optional.of(open), false)))
                .hasMessageContaining("chmod 640")
                .hasMessageNotContaining(TOKEN);
        Path guessed = token("secret", "rw-------");
        assertThatThrownBy(() -> start(settings("127.0.0.1", Optional.empty(), Optional.of(guessed), false)))
                .hasMessageContaining("20 visible ASCII characters")
                .hasMessageNotContaining("secret\"");
    }

    @Test
    void shouldTalkTlsAndTakeANewCertificateWithoutARestart() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create(folder.resolve("authority"));
        IssuedCertificate issued = authority.issue("management");
        KeyMaterial material = new KeyMaterial.Pem(issued.certificates(), issued.key());
        start(settings("127.0.0.1", Optional.of(material), Optional.empty(), false));

        BigInteger first = serial(trusting(authority));
        assertThat(serial(PinnedServer.context(material))).isEqualTo(first);
        assertThatThrownBy(() -> serial(SSLContext.getDefault())).isInstanceOf(IOException.class);

        authority.issue("management");
        await(() -> !serial(trusting(authority)).equals(first));
        assertThat(serial(PinnedServer.context(material))).isNotEqualTo(first);
    }

    /** Anew for each question: a client that resumes a session asks for no certificate. */
    private static SSLContext trusting(CertificateAuthority authority) {
        return Authorities.context(
                Optional.of(new Authorities(authority.certificate(), Optional.empty())), Optional.empty());
    }

    private ManagementAccess.Settings settings(
            String host, Optional<KeyMaterial> tls, Optional<Path> token, boolean open) {
        return new ManagementAccess.Settings(host, 0, tls, token, open);
    }

    private Path token(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("token-" + text.length() + permissions.length()), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void start(ManagementAccess.Settings settings) throws IOException {
        server = Optional.of(ManagementAccess.of(settings).listen(path -> new Page(200, "text/plain", "")));
    }

    private int get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private BigInteger serial(SSLContext context) throws Exception {
        HttpResponse<Void> answer = HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + "/status"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0]).getSerialNumber();
    }

    private int port() {
        return server.orElseThrow().port();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
