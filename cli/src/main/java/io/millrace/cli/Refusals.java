package io.millrace.cli;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.StartProgress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code run} was given and does not start. Each is told at once, by name and with the reason; the others go on.
 * Works on one thread until the service starts, and only reads after that.
 */
final class Refusals {
    private final PrintWriter err;
    private final List<ProductStatus> refused = new ArrayList<>();

    Refusals(PrintWriter err) {
        this.err = err;
    }

    /** A path whose product could not be read, so that the path is its only name. */
    void add(String path, Exception why) {
        String reason = why instanceof InvalidDescriptorsException invalid
                ? Counted.byLevel(invalid.problems()) + " in the descriptors"
                : String.valueOf(why.getMessage());
        if (why instanceof InvalidDescriptorsException invalid) {
            invalid.problems().forEach(err::println);
        }
        tell(new ProductStatus(
                path, "", "", new ProductState.Refused(reason), StartProgress.NONE, List.of(), List.of(), ""));
    }

    /** A product. */
    void add(Product product, String digest, String reason) {
        tell(new ProductStatus(
                product.qualifiedName(),
                product.version(),
                product.applicationId(),
                new ProductState.Refused(reason),
                StartProgress.NONE,
                List.of(),
                List.of(),
                digest));
    }

    private void tell(ProductStatus status) {
        refused.add(status);
        err.println("refused " + status.product() + (status.version().isEmpty() ? "" : " " + status.version()) + ": "
                + status.state().reasonOrEmpty());
        err.flush();
    }

    /** As {@code /status} shows them. */
    List<ProductStatus> statuses() {
        return List.copyOf(refused);
    }

    /** The end of a command that has nothing left to run. */
    CommandException nothingLeft() {
        String names = refused.stream().map(ProductStatus::product).collect(Collectors.joining(", "));
        return new CommandException("nothing is left to run; refused: " + names);
    }
}
