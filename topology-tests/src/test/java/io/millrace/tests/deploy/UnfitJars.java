package io.millrace.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Whole jars that this version cannot run: built by a later one, and with code that no Java machine loads. */
final class UnfitJars {
    /** The product of {@link #later}. */
    static final String LATER = "checkout.order-lines";

    /** The product of {@link #unloadable}. */
    static final String UNLOADABLE = "checkout.revenue-by-day";

    private UnfitJars() {}

    /** One of the shop's, as a version would write it that lays out jars in another way. */
    static Path later(Path folder, Path output) throws IOException, InterruptedException {
        Path own = folder.resolve("own.jar");
        packaged(output, ProjectRoot.resolve("examples/shop/checkout/order-lines"), own);
        Path later = folder.resolve("later.jar");
        try (JarFile jar = new JarFile(own.toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue("Millrace-Format", "2");
            manifest.getMainAttributes().putValue("Millrace-Version", "99.0.0");
            try (OutputStream file = Files.newOutputStream(later);
                    JarOutputStream copy = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream content = jar.getInputStream(entry)) {
                            content.transferTo(copy);
                        }
                        copy.closeEntry();
                    }
                }
            }
        }
        return later;
    }

    /** One of the shop's, whose Java topology is no class file. */
    static Path unloadable(Path folder, Path output) throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve("shop/checkout"));
        Files.writeString(classes.resolve("shop/checkout/RevenueByDay.class"), "no class file");
        Path jar = folder.resolve("unloadable.jar");
        packaged(
                output,
                ProjectRoot.resolve("examples/shop/checkout/revenue-by-day"),
                jar,
                "--classes",
                classes.toString());
        return jar;
    }

    private static void packaged(Path output, Path product, Path jar, String... more)
            throws IOException, InterruptedException {
        String[] arguments = Stream.concat(
                        Stream.of("package", product.toString(), "--output", jar.toString()), Stream.of(more))
                .toArray(String[]::new);
        int exit = MillraceProcess.run(output, arguments);
        assertThat(exit).as(Files.readString(output)).isZero();
    }
}
