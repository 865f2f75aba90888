package io.millrace.catalogue.page;

import io.millrace.catalogue.CatalogueOptions;
import io.millrace.catalogue.markup.Html;
import io.millrace.contracts.product.OutputPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** How to read a port from Java, Python and kcat: whole programs with the port's names filled in. */
final class ConsumePart {
    private ConsumePart() {}

    static Html java(OutputPort port, CatalogueOptions options) {
        return Tags.block(filled("consume-java.txt", port, options));
    }

    static Html python(OutputPort port, CatalogueOptions options) {
        return Tags.block(filled("consume-python.txt", port, options));
    }

    static Html kcat(OutputPort port, CatalogueOptions options) {
        return Tags.block(filled("consume-kcat.txt", port, options));
    }

    private static String filled(String resource, OutputPort port, CatalogueOptions options) {
        return text(resource)
                .replace("{{topic}}", port.topic())
                .replace("{{group}}", port.topic() + "-reader")
                .replace("{{bootstrap}}", options.bootstrapServers())
                .replace("{{registry}}", options.registryUrl())
                .strip();
    }

    static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(ConsumePart.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource + " of this program", e);
        }
    }
}
