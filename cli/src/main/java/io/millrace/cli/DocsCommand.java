package io.millrace.cli;

import io.millrace.catalogue.Catalogue;
import io.millrace.catalogue.CatalogueOptions;
import io.millrace.catalogue.SiteFolder;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.compatibility.MeshDifference;
import io.millrace.contracts.compatibility.ProductDifference;
import io.millrace.contracts.mesh.Mesh;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace docs}: a site, AsyncAPI documents and lineage from the contracts. */
@Command(
        name = "docs",
        description = "Write a site, AsyncAPI documents and lineage graphs from the contracts.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace docs examples/shop --output site",
            "  millrace docs examples/shop --output site --set kafka.bootstrap.servers=kafka.example:9092",
            "  millrace docs mesh --output site --previous ../released/mesh",
            "",
            "The site works from a file and offline. Addresses in its programs come from the configuration."
        })
final class DocsCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Folder to write to.")
    private Path output;

    @Option(
            names = "--previous",
            paramLabel = "DIR",
            description = "An earlier version of the mesh; the pages say what changed since.")
    private Optional<Path> previous = Optional.empty();

    @Option(names = "--force", description = "Write although the folder holds files that no run of ours wrote.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Mesh mesh = meshArguments.loadWhole(spec.commandLine().getErr());
        SiteFolder folder = new SiteFolder(output);
        try {
            if (!force && folder.isForeign()) {
                throw new CommandException(
                        output
                                + " is not empty, and no run of docs wrote it; give another folder, or --force to write into it");
            }
            SortedMap<String, String> files = Catalogue.of(mesh, options(mesh), differences(mesh));
            folder.write(files);
            long pages = files.keySet().stream()
                    .filter(name -> name.endsWith(".html"))
                    .count();
            out.println("wrote " + pages + " pages for " + mesh.products().size() + " products, and "
                    + (files.size() - pages) + " other files; open " + output.resolve("index.html"));
        } catch (IOException e) {
            throw new UncheckedIOException(output + " cannot be written: " + e.getMessage(), e);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private List<ProductDifference> differences(Mesh mesh) {
        return previous.map(before -> {
                    MeshArguments.requireThere(before, "give an earlier version of the mesh");
                    return MeshDifference.between(Mesh.load(before, meshArguments.options()), mesh);
                })
                .orElse(List.of());
    }

    private CatalogueOptions options(Mesh mesh) {
        Configuration configuration = configurationArguments.of(mesh).configuration();
        try {
            return new CatalogueOptions(
                    String.valueOf(configuration
                            .admin()
                            .getOrDefault("bootstrap.servers", CatalogueOptions.DEFAULT.bootstrapServers())),
                    configuration.registryUrl().map(Object::toString).orElse(CatalogueOptions.DEFAULT.registryUrl()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), ExitCode.USAGE);
        }
    }
}
