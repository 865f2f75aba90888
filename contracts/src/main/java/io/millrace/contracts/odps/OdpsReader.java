package io.millrace.contracts.odps;

import io.millrace.contracts.odps.ProductDocument.By;
import io.millrace.contracts.odps.ProductDocument.DeclaredEventTime;
import io.millrace.contracts.odps.ProductDocument.DeclaredIdentity;
import io.millrace.contracts.odps.ProductDocument.DeclaredPeriods;
import io.millrace.contracts.odps.ProductDocument.Input;
import io.millrace.contracts.odps.ProductDocument.Output;
import io.millrace.contracts.product.ChangeEncoding;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.FailureBudget;
import io.millrace.contracts.product.Guarantee;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutputPort.Deletes;
import io.millrace.contracts.product.OutputPort.View;
import io.millrace.contracts.standard.CustomProperties;
import io.millrace.contracts.standard.Header;
import io.millrace.contracts.standard.Shape;
import io.millrace.contracts.yaml.Dialect;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads product descriptors. */
public final class OdpsReader {
    private static final List<String> API_VERSIONS = List.of("v0.9.0", "v1.0.0", "v1.1.0");
    private static final Map<String, String> SINCE_1_1 =
            Map.of("context", "v1.1.0", "synonyms", "v1.1.0", "deprecated", "v1.1.0");
    private static final Map<String, InputFormat> FORMATS =
            Arrays.stream(InputFormat.values()).collect(Collectors.toMap(InputFormat::text, Function.identity()));
    private static final Map<String, By> IDENTITIES = Map.of(
            "position", By.POSITION,
            "event-id", By.EVENT_ID,
            "latest-version", By.LATEST_VERSION,
            "none", By.NONE);
    private static final Map<String, Guarantee> GUARANTEES =
            Map.of("exactly-once", Guarantee.EXACTLY_ONCE, "at-least-once", Guarantee.AT_LEAST_ONCE);
    private static final Map<String, View> VIEWS = Map.of("history", View.HISTORY, "latest", View.LATEST);
    private static final Map<String, Deletes> DELETES =
            Map.of("tombstone", Deletes.TOMBSTONE, "marker", Deletes.MARKER);
    private static final Map<String, OnViolation> EVENT_TIME_VIOLATIONS =
            Map.of("reject", OnViolation.REJECT, "flag", OnViolation.FLAG);
    private static final Map<String, ChangeEncoding.Decimals> DECIMALS = Map.of(
            "precise", ChangeEncoding.Decimals.PRECISE,
            "string", ChangeEncoding.Decimals.STRING,
            "double", ChangeEncoding.Decimals.DOUBLE);
    private static final Map<String, ChangeEncoding.Times> TIMES = Map.of(
            "adaptive", ChangeEncoding.Times.ADAPTIVE,
            "adaptive_time_microseconds", ChangeEncoding.Times.ADAPTIVE_TIME_MICROSECONDS,
            "connect", ChangeEncoding.Times.CONNECT,
            "isostring", ChangeEncoding.Times.ISOSTRING,
            "microseconds", ChangeEncoding.Times.MICROSECONDS,
            "nanoseconds", ChangeEncoding.Times.NANOSECONDS);
    private static final Shape MANAGEMENT_PORT = Shape.keys(
                    "id", "name", "content", "type", "url", "channel", "description", "tags", "deprecated")
            .annotated();
    private static final Shape SBOM = Shape.keys("id", "type", "url", "tags").annotated();

    private OdpsReader() {}

    /** Reads a descriptor; empty where it lacks what everything else needs. All that is wrong is noted. */
    public static Optional<ProductDocument> read(Fields given) {
        String written = given.text("apiVersion").map(Sited::value).orElse("v1.1.0");
        Fields document =
                given.in(new Dialect("ODPS " + written, true, false, written.equals("v1.1.0") ? Map.of() : SINCE_1_1));
        Header.check(document, "DataProduct", API_VERSIONS, "v1.1.0");
        Optional<Sited<String>> id = document.requiredText("id");
        Optional<Sited<String>> name = document.requiredText("name");
        Optional<Sited<String>> domain = document.text("domain");
        Optional<Sited<String>> version = version(document);
        boolean team = document.node("team").isPresent();
        Shape.TEAM.check(document, "team");
        Shape.SUPPORT.check(document, "support");
        Shape.DESCRIPTION.check(document, "description");
        Shape.LINK.check(document, "authoritativeDefinitions");
        Shape.SYNONYM.check(document, "synonyms");
        Shape.CONTEXT.check(document, "context");
        MANAGEMENT_PORT.check(document, "managementPorts");
        document.informative("tenant", "tags", "productCreatedTs", "type", "deprecated");
        List<Input> inputs = ports(document, "inputPorts", OdpsReader::input);
        List<Output> outputs = ports(document, "outputPorts", OdpsReader::output);
        Optional<Fields> ours = CustomProperties.of(document).ours();
        Optional<FailureBudget> budget =
                ours.flatMap(found -> found.object("failureBudget")).map(OdpsReader::budget);
        Optional<DeclaredPeriods> periods =
                ours.flatMap(found -> found.object("periods")).flatMap(PeriodsReader::read);
        Optional<Sited<Guarantee>> guarantee = ours.flatMap(found -> found.word("guarantee", GUARANTEES));
        Optional<Sited<String>> topology = ours.flatMap(found -> found.text("topology"));
        ours.ifPresent(Fields::close);
        document.close();
        if (id.isEmpty() || name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProductDocument(
                document.at(),
                id.get(),
                name.get(),
                domain,
                version.get(),
                team,
                inputs,
                outputs,
                budget.orElse(FailureBudget.DEFAULT),
                periods,
                guarantee,
                topology));
    }

    /** The standard does not require one. */
    private static Optional<Sited<String>> version(Fields document) {
        if (document.text("version").isEmpty()) {
            document.problems().note(document.at(), "'version' is missing; the product counts as version 1.0.0.");
            return Optional.of(new Sited<>("1.0.0", document.at()));
        }
        return Header.requiredVersion(document);
    }

    private static <P> List<P> ports(Fields document, String key, Function<Fields, Optional<P>> read) {
        List<Fields> ports = document.objects(key);
        if (ports.isEmpty()) {
            document.problems()
                    .error(
                            document.key(key).orElse(document.at()),
                            "'" + key + "' needs at least one port: a product reads and serves data.");
        }
        return ports.stream().map(read).flatMap(Optional::stream).toList();
    }

    private static Optional<Input> input(Fields port) {
        Optional<Sited<String>> name = port.requiredText("name");
        Optional<Sited<String>> contract = port.requiredText("contractId");
        port.informative("id", "version", "tags", "deprecated");
        Shape.LINK.check(port, "authoritativeDefinitions");
        Optional<Fields> ours = CustomProperties.of(port).ours();
        Optional<Sited<InputFormat>> format = ours.flatMap(found -> found.word("format", FORMATS));
        Optional<DeclaredIdentity> identity =
                ours.flatMap(found -> found.object("identity")).map(OdpsReader::identity);
        Optional<DeclaredEventTime> eventTime =
                ours.flatMap(found -> found.object("eventTime")).flatMap(OdpsReader::eventTime);
        Optional<Sited<ChangeEncoding.Decimals>> decimals = ours.flatMap(found -> found.word("decimals", DECIMALS));
        Optional<Sited<ChangeEncoding.Times>> times = ours.flatMap(found -> found.word("times", TIMES));
        Optional<Sited<String>> deleteWhen = ours.flatMap(found -> found.text("deleteWhen"));
        Optional<Sited<String>> served = ours.flatMap(found -> found.text("port"));
        ours.ifPresent(Fields::close);
        port.close();
        return name.isEmpty() || contract.isEmpty()
                ? Optional.empty()
                : Optional.of(new Input(
                        port.at(),
                        name.get(),
                        contract.get(),
                        format,
                        identity,
                        eventTime,
                        decimals,
                        times,
                        deleteWhen,
                        served));
    }

    private static DeclaredIdentity identity(Fields map) {
        Optional<Sited<By>> by = map.word("by", IDENTITIES);
        if (!map.keys().contains("by")) {
            map.problems()
                    .error(
                            map.at(),
                            "'by' is missing. Allowed: "
                                    + Stream.of("event-id", "latest-version", "none", "position")
                                            .collect(Collectors.joining(", "))
                                    + ".");
        }
        Optional<Sited<String>> path = map.text("path");
        Optional<Sited<Duration>> window = map.duration("window");
        map.close();
        return new DeclaredIdentity(map.at(), by, path, window);
    }

    private static Optional<DeclaredEventTime> eventTime(Fields map) {
        Optional<Sited<String>> path = map.requiredText("path");
        Optional<Sited<Duration>> maxAge = map.duration("maxAge");
        Optional<Sited<Duration>> maxAhead = map.duration("maxAhead");
        Optional<Sited<OnViolation>> onViolation = map.word("onViolation", EVENT_TIME_VIOLATIONS);
        map.close();
        return path.map(found -> new DeclaredEventTime(map.at(), found, maxAge, maxAhead, onViolation));
    }

    private static Optional<Output> output(Fields port) {
        Optional<Sited<String>> name = port.requiredText("name");
        Optional<Sited<String>> version = Header.requiredVersion(port);
        Optional<Sited<String>> contract = port.requiredText("contractId");
        port.informative("id", "description", "type", "tags", "deprecated");
        Shape.LINK.check(port, "authoritativeDefinitions");
        Shape.SYNONYM.check(port, "synonyms");
        Shape.CONTEXT.check(port, "context");
        SBOM.check(port, "sbom");
        Shape.keys("id", "version").check(port, "inputContracts");
        Optional<Fields> ours = CustomProperties.of(port).ours();
        Optional<Sited<View>> view = ours.flatMap(found -> found.word("view", VIEWS));
        Optional<Sited<Deletes>> deletes = ours.flatMap(found -> found.word("deletes", DELETES));
        Optional<Sited<Integer>> partitions = ours.flatMap(found -> found.positive("partitions"));
        Optional<Sited<CompatibilityLevel>> compatibility =
                ours.flatMap(found -> found.word("compatibility", CompatibilityLevel.byName()));
        ours.ifPresent(Fields::close);
        port.close();
        return name.isEmpty() || version.isEmpty() || contract.isEmpty()
                ? Optional.empty()
                : Optional.of(new Output(
                        port.at(),
                        name.get(),
                        version.get(),
                        contract.get(),
                        view,
                        deletes,
                        partitions,
                        compatibility));
    }

    private static FailureBudget budget(Fields map) {
        FailureBudget defaults = FailureBudget.DEFAULT;
        Optional<Sited<BigDecimal>> share = map.number("share");
        share.filter(found -> found.value().signum() < 0 || found.value().compareTo(BigDecimal.ONE) > 0)
                .ifPresent(found -> map.problems()
                        .error(found.at(), "share must be between 0 and 1, but is " + found.value() + "."));
        Optional<Sited<Integer>> minimum = map.positive("minimum");
        Optional<Sited<Duration>> window = map.duration("window");
        map.close();
        return new FailureBudget(
                share.map(found -> found.value().doubleValue()).orElse(defaults.share()),
                minimum.map(Sited::value).orElse(defaults.minimumRecords()),
                window.map(Sited::value).orElse(defaults.window()));
    }
}
