package io.millrace.contracts.odps;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.ChangeEncoding;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.FailureBudget;
import io.millrace.contracts.product.Guarantee;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A product descriptor as written. What was wrong in it is left out and has been noted.
 *
 * @param name required here, though the standard does not: topics are named by it
 * @param domain absent: the domain of the folder
 * @param team whether a team is named
 * @param topology name of the Java class that makes the rows of the output ports
 */
public record ProductDocument(
        Place at,
        Sited<String> id,
        Sited<String> name,
        Optional<Sited<String>> domain,
        Sited<String> version,
        boolean team,
        List<Input> inputs,
        List<Output> outputs,
        FailureBudget failureBudget,
        Optional<DeclaredPeriods> periods,
        Optional<Sited<Guarantee>> guarantee,
        Optional<Sited<String>> topology) {

    public ProductDocument {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** What the product says about periods; what is not said is empty. */
    public record DeclaredPeriods(Sited<Duration> length, Optional<Sited<Duration>> grace) {}

    /**
     * An input port.
     *
     * @param port the output port to read, where several serve the contract
     */
    public record Input(
            Place at,
            Sited<String> name,
            Sited<String> contractId,
            Optional<Sited<InputFormat>> format,
            Optional<DeclaredIdentity> identity,
            Optional<DeclaredEventTime> eventTime,
            Optional<Sited<ChangeEncoding.Decimals>> decimals,
            Optional<Sited<ChangeEncoding.Times>> times,
            Optional<Sited<String>> deleteWhen,
            Optional<Sited<String>> port) {}

    /**
     * What the port says about sameness.
     *
     * @param by empty where what is written is no strategy
     */
    public record DeclaredIdentity(
            Place at, Optional<Sited<By>> by, Optional<Sited<String>> path, Optional<Sited<Duration>> window) {}

    /** Strategies of identity, as written. */
    public enum By {
        POSITION,
        EVENT_ID,
        LATEST_VERSION,
        NONE
    }

    /** What the port says about the event's own time. */
    public record DeclaredEventTime(
            Place at,
            Sited<String> path,
            Optional<Sited<Duration>> maxAge,
            Optional<Sited<Duration>> maxAhead,
            Optional<Sited<OnViolation>> onViolation) {}

    /** An output port. */
    public record Output(
            Place at,
            Sited<String> name,
            Sited<String> version,
            Sited<String> contractId,
            Optional<Sited<OutputPort.View>> view,
            Optional<Sited<OutputPort.Deletes>> deletes,
            Optional<Sited<Integer>> partitions,
            Optional<Sited<CompatibilityLevel>> compatibility) {}
}
