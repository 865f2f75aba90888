package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.secret.PinnedServer;
import io.millrace.runtime.management.ManagementAccess;
import io.millrace.runtime.management.ManagementToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the management port of a process that has the same configuration: so it knows certificate and token. */
final class ManagementClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ManagementAccess.Settings settings;

    ManagementClient(Configuration configuration) {
        this.settings = Connections.management(configuration);
    }

    /**
     * The answer to a GET.
     *
     * @throws CommandException where there is none, or not the one that was asked for
     */
    String get(String path) throws InterruptedException {
        HttpResponse<String> response = ask(path);
        if (response.statusCode() != 200) {
            throw notOurs(response);
        }
        return response.body();
    }

    /**
     * Whether the process is live or ready, and what it says about it.
     *
     * @throws CommandException where it does not answer
     */
    Health health(String kind) throws InterruptedException {
        HttpResponse<String> response = ask("/health/" + kind);
        if (response.statusCode() != 200 && response.statusCode() != 503) {
            throw notOurs(response);
        }
        return new Health(response.statusCode() == 200, response.body());
    }

    /** An answer of {@code /health}. */
    record Health(boolean good, String words) {}

    private HttpResponse<String> ask(String path) throws InterruptedException {
        URI address = URI.create(settings.url(settings.port()) + path);
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        settings.tls().ifPresent(own -> client.sslContext(PinnedServer.context(own)));
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        settings.token()
                .map(ManagementToken::read)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            HttpResponse<String> response = client.build().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401) {
                throw new CommandException(
                        address + " asks for another token; set management.token.file as that process has it");
            }
            return response;
        } catch (IOException e) {
            throw new CommandException("nothing answers at " + address
                    + "; start millrace run or ingest, or set management.host, management.port and management.tls.* as"
                    + " that process has them");
        }
    }

    private static CommandException notOurs(HttpResponse<String> response) {
        return new CommandException(response.uri() + " answered " + response.statusCode()
                + "; is it the management port of a millrace process?");
    }
}
