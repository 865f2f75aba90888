package io.millrace.runtime.lifecycle;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.runtime.code.CodeException;
import io.millrace.runtime.code.UnreadableInputException;
import io.millrace.runtime.combine.UnreadableRowException;
import io.millrace.runtime.identity.IndexOverBudgetException;
import io.millrace.runtime.key.KeyRingException;
import io.millrace.runtime.topology.HaltException;
import io.millrace.runtime.topology.WaitingException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** What an error that ended a stream thread means for the product. The reason never holds a record's value. */
sealed interface Fault {

    /** How Kafka's clients begin the message that they cannot find any broker's address. */
    String UNRESOLVED = "No resolvable bootstrap urls";

    String reason();

    /** Something outside is out of reach: try again after a pause, for ever. */
    record Passing(String reason) implements Fault {}

    /** Nobody knows: try again after a pause, a few times. */
    record Unclear(String reason) implements Fault {}

    /** Going on would lose or double data. */
    record Halting(String reason) implements Fault {}

    /** A restart alone does not help. */
    record Lasting(String reason) implements Fault {}

    /** This Java machine, or something nobody knows, is in the way: another process may do better. */
    record Broken(String reason) implements Fault {}

    /**
     * What to do about it.
     *
     * @param explain tells what an authorization exception of Kafka comes from
     */
    static Fault of(Throwable thrown, Function<Throwable, String> explain) {
        return find(thrown, AuthorizationException.class)
                .<Fault>map(refused -> new Lasting(explain.apply(refused)))
                .orElseGet(() -> of(thrown));
    }

    static Fault of(Throwable thrown) {
        Optional<Throwable> halt =
                find(thrown, HaltException.class, IndexOverBudgetException.class, UnreadableRowException.class);
        if (halt.isPresent()) {
            return new Halting(String.valueOf(halt.get().getMessage()));
        }
        Optional<Throwable> code = find(thrown, CodeException.class, UnreadableInputException.class);
        if (code.isPresent()) {
            return new Lasting(String.valueOf(code.get().getMessage()));
        }
        Optional<Throwable> offsets = find(thrown, InvalidOffsetException.class);
        if (offsets.isPresent()) {
            return new Halting(
                    "the input has no record at the offset to go on from: records were deleted before they were"
                            + " read. Restore them, or start the product under a new major version.");
        }
        if (find(thrown, FencedInstanceIdException.class).isPresent()) {
            return new Lasting("another process runs this product with the same instance.id and has taken this one's"
                    + " place. Nothing is lost or doubled. Give each process its own instance.id and state.directory,"
                    + " then start this one again.");
        }
        Optional<Throwable> unknown = find(thrown, AuthenticationException.class);
        if (unknown.isPresent()) {
            return new Lasting("the cluster does not take the product's password, token or certificate ("
                    + unknown.get().getClass().getSimpleName() + ": "
                    + unknown.get().getMessage()
                    + "). They are read at the start: put the new ones into the configuration, then start the product"
                    + " again.");
        }
        Optional<Throwable> refused = find(thrown, AuthorizationException.class, KeyRingException.class);
        if (refused.isPresent()) {
            return new Lasting(refused.get().getClass().getSimpleName() + ": "
                    + refused.get().getMessage());
        }
        if (find(thrown, RecordTooLargeException.class).isPresent()) {
            return new Lasting("a broker refused a record as too large, though its topic's max.message.bytes allows it;"
                    + " compare that with the broker's message.max.bytes and the producer's max.request.size");
        }
        if (find(thrown, Error.class).isPresent()) {
            return new Broken(root(thrown).getClass().getName() + "; see the log");
        }
        Optional<Throwable> waiting = find(
                thrown,
                WaitingException.class,
                NotYetException.class,
                RegistryException.class,
                ClusterView.ClusterException.class);
        if (waiting.isPresent()) {
            return new Passing(String.valueOf(waiting.get().getMessage()));
        }
        Throwable root = root(thrown);
        if (root instanceof ConfigException && String.valueOf(root.getMessage()).startsWith(UNRESOLVED)) {
            return new Passing("no name in bootstrap.servers is known to the name service (yet): " + root.getMessage());
        }
        return root instanceof RetriableException
                ? new Passing("the cluster is out of reach: " + root.getClass().getSimpleName())
                : new Unclear(root.getClass().getName() + "; see the log");
    }

    @SafeVarargs
    private static Optional<Throwable> find(Throwable thrown, Class<? extends Throwable>... types) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            for (Class<? extends Throwable> type : types) {
                if (type.isInstance(cause)) {
                    return Optional.of(cause);
                }
            }
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable root = thrown;
        while (root.getCause() != null && seen.add(root)) {
            root = root.getCause();
        }
        return root;
    }
}
