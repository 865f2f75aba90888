package io.millrace.cli;

import io.millrace.contracts.jar.JarCode;
import io.millrace.contracts.jar.JarManifest;
import io.millrace.contracts.jar.ProductPackaging;
import io.millrace.contracts.jar.TopologyJar;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.plan.ContractCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace package}: a product and everything it stands on in one file, for those who run it. */
@Command(
        name = "package",
        description = {
            "Validate a product and put it into a topology jar, with everything it was validated with.",
            "The same content gives the same bytes. Secrets and key rings never enter a jar."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace package examples/shop/checkout/orders --output orders.jar",
            "  millrace package examples/shop --output jars",
            "  millrace package src/main/product --output customer-360.jar --classes target/classes --library"
                    + " money-1.2.jar"
        })
final class PackageCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description =
                    "Folder of a product or a product descriptor; the folder of a mesh where --output is a folder.")
    private Path path;

    @Option(
            names = "--output",
            paramLabel = "FILE|DIR",
            required = true,
            description = "FILE.jar for one product, or a folder for a jar of each product.")
    private Path output;

    @Option(
            names = "--classes",
            paramLabel = "DIR",
            description = "Folder of compiled classes of a Java topology. Repeatable.")
    private List<Path> classes = new ArrayList<>();

    @Option(
            names = "--library",
            paramLabel = "FILE.jar",
            description = "Jar that the classes need and Millrace does not bring. Repeatable.")
    private List<Path> libraries = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MeshArguments.requireThere(path, MeshArguments.WHAT_TO_GIVE);
        ProductPackaging packaging =
                ProductPackaging.validated(path, LocalDate.now(ZoneOffset.UTC), ContractCheck::problems);
        PrintWriter err = spec.commandLine().getErr();
        packaging.mesh().warnings().stream()
                .filter(problem -> problem.level() != Problem.Level.NOTE)
                .forEach(err::println);
        err.flush();
        List<Product> products = packaging.mesh().products();
        JarCode code = new JarCode(classes, libraries);
        if (products.size() > 1 && (TopologyJar.isJar(output) || !code.equals(JarCode.NONE))) {
            throw new CommandException(
                    path + " holds " + Counted.of(products.size(), "product") + ", and "
                            + (TopologyJar.isJar(output) ? "a jar holds one" : "classes belong to one")
                            + ": give the folder of one of them, or a folder as --output and no classes ("
                            + products.stream().map(Product::qualifiedName).collect(Collectors.joining(", ")) + ")",
                    ExitCode.USAGE);
        }
        if (products.size() == 1 && products.get(0).topology().isPresent() && classes.isEmpty()) {
            throw new CommandException(products.get(0).qualifiedName()
                    + " has a Java topology: compile it, and name the" + " folder of its classes with --classes");
        }
        for (Product product :
                JavaProducts.leftOut(packaging.mesh(), err::println).products()) {
            Path jar = TopologyJar.isJar(output) ? output : output.resolve(ProductPackaging.fileName(product));
            JarManifest written = packaging.write(product, code, jar);
            spec.commandLine()
                    .getOut()
                    .println(jar + ": " + written.product() + " " + written.version() + ", " + Files.size(jar)
                            + " bytes, " + written.digest());
        }
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
