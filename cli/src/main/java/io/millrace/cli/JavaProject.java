package io.millrace.cli;

import io.millrace.contracts.draft.JavaDraft;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.product.OutputPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Drafts a product with a Java topology that reads what a product of the mesh serves. */
final class JavaProject {
    /** The version of this build; of class folders without a jar, the one under development. */
    private static final String UNPACKED = "0.1.0-SNAPSHOT";

    private JavaProject() {}

    /** @throws CommandException where no product of the mesh serves the contract */
    static Map<String, String> draft(Path root, String domain, String product, String contractId) {
        Mesh mesh = Mesh.load(root, MeshOptions.DEFAULT);
        List<OutputPort> ports = mesh.products().stream()
                .flatMap(each -> each.outputPorts().stream())
                .toList();
        List<OutputPort> serving = ports.stream()
                .filter(port -> port.contract().id().equals(contractId))
                .toList();
        if (serving.isEmpty()) {
            throw new CommandException("--reads: no product of the mesh serves contract '" + contractId + "'. "
                    + NearestMatch.hint(
                            contractId,
                            ports.stream()
                                    .map(port -> port.contract().id())
                                    .distinct()
                                    .toList()));
        }
        OutputPort port = serving.stream()
                .filter(each -> each.view() == OutputPort.View.LATEST)
                .findFirst()
                .orElse(serving.get(0));
        String version = JavaProject.class.getPackage().getImplementationVersion();
        return new JavaDraft(domain, product)
                .reading(port.contract(), serving.size() > 1 ? port.name() : "", version == null ? UNPACKED : version);
    }
}
