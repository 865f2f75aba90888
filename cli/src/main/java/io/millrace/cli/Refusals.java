package io.millrace.cli;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
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
    private boolean onlyPending = true;

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
        tell(new ProductStatus(path, "", "", new ProductState.Refused(reason), List.of(), List.of(), ""), false);
    }

    /** A product. */
    void add(Product product, String digest, String reason) {
        add(product, digest, reason, false);
    }

    /** A product for which changes are pending. */
    void addPending(Product product, String digest, String reason) {
        add(product, digest, reason, true);
    }

    private void add(Product product, String digest, String reason, boolean pending) {
        tell(
                new ProductStatus(
                        product.qualifiedName(),
                        product.version(),
                        product.applicationId(),
                        new ProductState.Refused(reason),
                        List.of(),
                        List.of(),
                        digest),
                pending);
    }

    private void tell(ProductStatus status, boolean pending) {
        onlyPending &= pending;
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
        return onlyPending
                ? new CommandException("changes are pending; use --apply or millrace apply", ExitCode.PENDING)
                : new CommandException("nothing is left to run; refused: " + names);
    }
}
