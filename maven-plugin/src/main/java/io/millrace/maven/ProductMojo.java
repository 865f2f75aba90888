package io.millrace.maven;

import io.millrace.contracts.jar.ProductPackaging;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.plan.ContractCheck;
import java.io.File;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals have in common: the product's folder, read and judged. */
abstract class ProductMojo extends AbstractMojo {

    /** Folder of the product's descriptor and contracts, or the descriptor. A mesh around it is found by itself. */
    @Parameter(property = "millrace.product", defaultValue = "${project.basedir}")
    protected File product = new File("");

    /** The one product, after its warnings; every problem fails the build. */
    final ProductPackaging validated() throws MojoFailureException {
        ProductPackaging packaging;
        try {
            packaging = ProductPackaging.validated(
                    product.toPath(), LocalDate.now(ZoneOffset.UTC), ContractCheck::problems);
        } catch (InvalidDescriptorsException invalid) {
            invalid.problems().forEach(this::tell);
            throw new MojoFailureException(
                    "the product in " + product + " is not valid; see the problems above", invalid);
        }
        Mesh mesh = packaging.mesh();
        mesh.warnings().forEach(this::tell);
        if (mesh.products().size() != 1) {
            throw new MojoFailureException(product + " holds several products ("
                    + mesh.products().stream().map(Product::qualifiedName).collect(Collectors.joining(", "))
                    + "), and a jar holds one: set <product> to the folder of one of them");
        }
        return packaging;
    }

    private void tell(Problem problem) {
        switch (problem.level()) {
            case ERROR -> getLog().error(problem.toString());
            case WARNING -> getLog().warn(problem.toString());
            case NOTE -> getLog().debug(problem.toString());
        }
    }
}
