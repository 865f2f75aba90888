package io.millrace.cli.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where metrics are pushed to.
 *
 * @param url the whole URL that takes OTLP metrics over HTTP, such as {@code http://collector:4318/v1/metrics}
 * @param interval between two pushes
 * @param headers of each push, for instance with a token
 * @param resource attributes of the process beside those that Millrace gives
 */
public record OtlpSettings(URI url, Duration interval, Map<String, String> headers, Map<String, String> resource) {
    public OtlpSettings {
        headers = Map.copyOf(headers);
        resource = Map.copyOf(resource);
    }

    /** Says nothing of the headers. */
    @Override
    public String toString() {
        return "OtlpSettings[url=" + url + ", interval=" + interval + ", resource=" + resource + "]";
    }
}
