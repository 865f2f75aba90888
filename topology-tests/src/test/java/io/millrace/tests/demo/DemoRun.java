package io.millrace.tests.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of {@code millrace demo} in a process of its own.
 *
 * @param exitCode of the process
 * @param output standard output and error together
 * @param report what it wrote
 */
record DemoRun(int exitCode, String output, JsonNode report) {
    /** Runs the demo to its end; files go into the given folder. */
    static DemoRun of(Path folder, String... options) throws IOException, InterruptedException {
        try (RunningDemo demo = RunningDemo.start(folder, options)) {
            return demo.end();
        }
    }

    /** Names of the verifications that did not pass, with their details. */
    List<String> failed() {
        List<String> failed = new ArrayList<>();
        for (JsonNode verification : report.path("verifications")) {
            if (!verification.path("verdict").asText().equals("passed")) {
                failed.add(verification.path("name").asText() + ": "
                        + verification.path("detail").asText());
            }
        }
        return failed;
    }

    /** Names of all verifications. */
    List<String> verifications() {
        List<String> names = new ArrayList<>();
        report.path("verifications")
                .forEach(found -> names.add(found.path("name").asText()));
        return names;
    }
}
