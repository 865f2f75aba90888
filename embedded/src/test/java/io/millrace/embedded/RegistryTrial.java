package io.millrace.embedded;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Bare requests to a registry, without any client library. */
final class RegistryTrial {
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    RegistryTrial(URI url) {
        this.url = url;
    }

    /** Registers a schema and returns the answer, {@code {"id":…}}. */
    String register(String subject, String escapedSchema) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"" + escapedSchema + "\"}"))
                .build());
    }

    String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
