package io.millrace.tests.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.jar.TopologyJar;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.SharedPlatform;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code millrace init --java} writes compiles, validates, its golden case passes, and its build makes a jar. */
class JavaProjectTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"customers.customers.customer", "checkout.orders.order", "checkout.order-lines.order-line"})
    void shouldBuildAndPassItsTest(String contract) throws Exception {
        Path mesh = copy(ProjectRoot.resolve("examples/shop"), folder.resolve("shop"));
        Path product = mesh.resolve("checkout/new-counts");
        finish("init", product.toString(), "--java", "--reads", contract);

        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(product.resolve("src"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new java.io.ByteArrayOutputStream();
        assertThat(compiler.run(null, messages, messages, arguments.toArray(String[]::new)))
                .as(messages.toString(UTF_8))
                .isZero();

        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(GoldenCases.in(product.resolve("src/test/cases")))
                    .hasSize(1)
                    .allSatisfy(GoldenCase::verify);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** One dependency and one plugin: the team's own build makes what operations run. */
    @Test
    void shouldBecomeAJarThatRunsInTheTeamsOwnBuild() throws Exception {
        TeamBuild build = TeamBuild.require(folder);
        Path mesh = copy(ProjectRoot.resolve("examples/shop"), folder.resolve("shop"));
        Path product = mesh.resolve("checkout/new-counts");
        finish("init", product.toString(), "--java", "--reads", "customers.customers.customer");

        build.run(product, "package");

        Path jar = product.resolve("target/new-counts-1.0.0-SNAPSHOT-topology.jar");
        assertThat(product.resolve("target/surefire-reports"))
                .as("its golden case was run")
                .isDirectoryContaining("glob:**.xml");
        assertThat(finish("plan", jar.toString(), "--topology", "text"))
                .contains("checkout.new-counts-counts-changelog");
        EmbeddedPlatform platform = SharedPlatform.get();
        Path keys = folder.resolve("keys");
        finish("keys", "generate", mesh.toString(), "--out", keys.toString());
        Path settings = Files.writeString(
                folder.resolve("ops.properties"),
                String.join(
                        "\n",
                        "kafka.bootstrap.servers=" + platform.bootstrapServers(),
                        "registry.url=" + platform.registryUrl(),
                        "privacy.keys.file=" + keys,
                        "state.directory=" + folder.resolve("state"),
                        ""));
        List<String> where = List.of("--environment", "draft", "--config", settings.toString());
        finish(Stream.concat(
                        Stream.of("apply", mesh.resolve("customers/customers").toString()), where.stream())
                .toArray(String[]::new));
        List<String> run = Stream.concat(Stream.of("run", jar.toString(), "--apply"), where.stream())
                .toList();
        try (ManagedProcess process = ManagedProcess.start(folder.resolve("run.log"), run)) {
            process.awaitReady();
            assertThat(process.get("/status").orElseThrow().body())
                    .contains(
                            "checkout.new-counts",
                            TopologyJar.open(jar).manifest().digest());
            process.terminate();
            assertThat(process.exitCode()).as(process.printed()).isZero();
        }
    }

    private String finish(String... arguments) throws Exception {
        Path output = folder.resolve(arguments[0] + ".log");
        int code = MillraceProcess.run(output, arguments);
        assertThat(code).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().contains("/target")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
