package io.millrace.tests.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code millrace init --java} writes compiles, validates, and its golden case passes. */
class JavaProjectTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"customers.customers.customer", "checkout.orders.order", "checkout.order-lines.order-line"})
    void shouldBuildAndPassItsTest(String contract) throws Exception {
        Path mesh = copy(ProjectRoot.resolve("examples/shop"), folder.resolve("shop"));
        Path product = mesh.resolve("checkout/new-counts");
        Path output = folder.resolve("init.log");
        int code = MillraceProcess.run(output, "init", product.toString(), "--java", "--reads", contract);
        assertThat(code).as(Files.readString(output)).isZero();

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

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
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
