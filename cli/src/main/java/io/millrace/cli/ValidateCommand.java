package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace validate}: reads descriptors and contracts, tells every problem at once, touches nothing else. */
@Command(
        name = "validate",
        description = "Check descriptors and contracts; all problems are told at once.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace validate examples/shop",
            "  millrace validate examples/shop/checkout/orders",
            "  millrace validate examples/shop --environment pr-123"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Mesh mesh = meshArguments.loadWithNotes(spec.commandLine().getErr());
        for (Product product : mesh.products()) {
            out.println(product.qualifiedName() + " " + product.version());
            product.inputPorts()
                    .forEach(port -> out.println("  <- " + port.name() + "  " + port.topic() + "  ("
                            + port.format().text() + ")"));
            product.outputPorts()
                    .forEach(port -> out.println("  -> " + port.name() + "  " + port.topic() + "  ("
                            + port.contract().reference() + ")"));
        }
        int notes = (int) mesh.warnings().stream()
                .filter(finding -> finding.level() == Problem.Level.NOTE)
                .count();
        out.println("valid: " + Counted.of(mesh.products().size(), "product") + ", "
                + Counted.of(mesh.sources().size(), "source") + ", "
                + Counted.of(mesh.warnings().size() - notes, "warning")
                + (notes == 0 ? "" : ", " + Counted.of(notes, "note")));
        out.flush();
        return ExitCode.DONE;
    }
}
