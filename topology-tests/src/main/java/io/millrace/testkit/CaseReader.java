package io.millrace.testkit;

import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import io.millrace.contracts.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads a case file; everything wrong in it is reported at once, with file and line. */
final class CaseReader {
    private final Path file;
    private final Problems problems = new Problems();

    private CaseReader(Path file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException with all problems of the file */
    static CaseFile read(Path file) throws IOException {
        return new CaseReader(file).read();
    }

    private CaseFile read() throws IOException {
        Optional<Fields> root =
                YamlDocument.read(Files.readAllBytes(file), file.getFileName().toString(), problems);
        Optional<CaseFile> read = Optional.empty();
        if (root.isPresent()) {
            read = Optional.of(caseFile(root.get()));
            root.get().close();
        }
        if (problems.refuse() || read.isEmpty()) {
            throw new IllegalArgumentException("This case cannot be run:\n"
                    + problems.sorted().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return read.get();
    }

    private CaseFile caseFile(Fields root) throws IOException {
        String about = root.requiredText("about").map(Sited::value).orElse("");
        InputReader inputReader = new InputReader(problems);
        List<CaseFile.Input> inputs = new ArrayList<>();
        int before = 0;
        for (Fields input : root.objects("inputs")) {
            inputReader.read(input, before++).ifPresent(inputs::add);
            input.close();
        }
        ExpectationReader expectations = new ExpectationReader(problems);
        return new CaseFile(
                about,
                subject(root),
                tables(root),
                writers(root),
                root.text("keys").map(Sited::value),
                inputs,
                expectations.outputs(root),
                expectations.deadLetters(root),
                expectations.balance(root),
                root.texts("neverLeaves").stream().map(Sited::value).toList(),
                root.texts("features").stream().map(Sited::value).toList());
    }

    private CaseFile.Subject subject(Fields root) {
        Optional<Sited<String>> product = root.text("product");
        Optional<Fields> mesh = root.object("mesh");
        if (product.isPresent() == mesh.isPresent()) {
            problems.error(
                    root.at(), "Write either 'product', the folder of a product, or 'mesh', descriptors by file name.");
        }
        if (mesh.isEmpty()) {
            return new CaseFile.Subject.Folder(
                    folder().resolve(product.map(Sited::value).orElse("")).normalize());
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : mesh.get().keys()) {
            mesh.get().text(name).ifPresent(text -> files.put(name, text.value()));
        }
        return new CaseFile.Subject.Inline(files);
    }

    private Map<String, TableDefinition> tables(Fields root) throws IOException {
        Optional<Sited<String>> tables = root.text("tables");
        if (tables.isEmpty()) {
            return Map.of();
        }
        String text = tables.get().value();
        try {
            return SqlTables.read(text.endsWith(".sql") ? Files.readString(folder().resolve(text)) : text);
        } catch (IllegalArgumentException e) {
            problems.error(tables.get().at(), e.getMessage() + ".");
            return Map.of();
        }
    }

    private Map<String, Schema> writers(Fields root) {
        Map<String, Schema> writers = new LinkedHashMap<>();
        root.object("writers").ifPresent(byPort -> {
            for (String port : byPort.keys()) {
                byPort.text(port).ifPresent(text -> {
                    try {
                        writers.put(port, new Schema.Parser().parse(text.value()));
                    } catch (AvroRuntimeException e) {
                        problems.error(text.at(), "This is no Avro schema: " + e.getMessage());
                    }
                });
            }
        });
        return writers;
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
