package io.millrace.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A product of another mesh and domain whose contract asks for the topic of the shop's payments. */
final class Rival {
    private Rival() {}

    static Path jar(Path folder, Path output) throws IOException, InterruptedException {
        Path domain = ProjectRoot.resolve("examples/shop/checkout");
        Path mesh = folder.resolve("rival");
        for (Path part : List.of(Path.of("payments"), Path.of("policies"), Path.of("domain.yaml"))) {
            try (Stream<Path> files = Files.walk(domain.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = mesh.resolve("finance")
                            .resolve(domain.relativize(file).toString());
                    Files.createDirectories(copy.resolveSibling(""));
                    Files.writeString(
                            copy,
                            Files.readString(file)
                                    .replace("checkout", "finance")
                                    .replace(
                                            "- name: Payment\n",
                                            "- name: Payment\n  physicalName: checkout.payments.payments.v1\n"));
                }
            }
        }
        Files.writeString(mesh.resolve("mesh.yaml"), "name: rival\n");
        Path jar = folder.resolve("rival.jar");
        int exit = MillraceProcess.run(
                output, "package", mesh.resolve("finance/payments").toString(), "--output", jar.toString());
        assertThat(exit).as(Files.readString(output)).isZero();
        return jar;
    }
}
