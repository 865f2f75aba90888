package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odps.ProductDocument.By;
import io.millrace.contracts.odps.ProductDocument.DeclaredIdentity;
import io.millrace.contracts.odps.ProductDocument.Input;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What makes two records of an input port the same event, and which event times it takes. */
final class InputSameness {
    private static final Duration LONGEST_DEFAULT_WINDOW = Duration.ofDays(7);
    private static final Map<String, Identity.VersionType> VERSION_TYPES = Map.of(
            "integer", Identity.VersionType.INTEGER,
            "date", Identity.VersionType.TIME,
            "timestamp", Identity.VersionType.TIME);

    private final ResolvedInput input;
    private final InputPaths paths;
    private final Problems problems;

    InputSameness(ResolvedInput input, Problems problems) {
        this.input = input;
        this.paths = new InputPaths(Map.of(input.port().name(), input), problems);
        this.problems = problems;
    }

    /** The identity, declared or by format; empty where there is none, which is noted. */
    Optional<Identity> identity(Input declared) {
        InputFormat format = input.port().format();
        Optional<DeclaredIdentity> identity = declared.identity();
        if (identity.isEmpty()) {
            return byFormat(declared, format);
        }
        DeclaredIdentity found = identity.get();
        if (found.by().isEmpty()) {
            return Optional.empty();
        }
        By by = found.by().get().value();
        Place at = found.by().get().at();
        if (by != By.EVENT_ID) {
            if (by != By.LATEST_VERSION) {
                found.path()
                        .ifPresent(path -> problems.error(
                                path.at(), "'path' belongs to 'by: event-id' and 'by: latest-version'. Remove it."));
            }
            found.window()
                    .ifPresent(window -> problems.error(
                            window.at(), "'window' belongs to 'by: event-id': nothing else is forgotten. Remove it."));
        }
        return switch (by) {
            case NONE -> Optional.of(new Identity.None());
            case POSITION -> {
                if (!format.isChange()) {
                    problems.error(
                            at,
                            "'position' is the place in a database's log; records of format " + format.text()
                                    + " have none. Write 'by: event-id'.");
                }
                yield Optional.of(new Identity.Position());
            }
            case LATEST_VERSION -> latestVersion(found, at, format);
            case EVENT_ID -> eventId(found, at, format);
        };
    }

    private Optional<Identity> byFormat(Input declared, InputFormat format) {
        return switch (format) {
            case DEBEZIUM_AVRO, DEBEZIUM_JSON -> Optional.of(new Identity.Position());
            case CLOUDEVENTS -> Optional.of(new Identity.EventId(Optional.empty(), defaultWindow()));
            default -> {
                problems.error(
                        declared.at(),
                        "Input port '" + input.port().name() + "' does not say what makes two events the same. Write"
                                + " in its millrace map 'identity: {by: event-id, path: event.<field>}', or"
                                + " 'identity: {by: none}' where every record is a new event.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Identity> eventId(DeclaredIdentity found, Place at, InputFormat format) {
        if (format.isChange()) {
            problems.error(
                    at,
                    "Change events are told apart by their position; 'event-id' is for domain events. Remove"
                            + " 'identity', or write 'by: none' for a database other than PostgreSQL.");
            return Optional.empty();
        }
        if (found.path().isEmpty() && format != InputFormat.CLOUDEVENTS) {
            problems.error(
                    found.at(), "'path' is missing: the field that holds the event's id, such as 'event.event_id'.");
            return Optional.empty();
        }
        Duration window = found.window().map(Sited::value).orElseGet(this::defaultWindow);
        Optional<Duration> retention = input.rawRetention();
        if (retention.isPresent() && window.compareTo(retention.get()) > 0) {
            problems.error(
                    found.window().map(Sited::at).orElse(found.at()),
                    "The window of " + Periods.text(window) + " is longer than topic '"
                            + input.port().topic() + "' keeps records ("
                            + Periods.text(retention.get())
                            + "), from which it is restored. Shorten the window, or raise the"
                            + " retention.");
        }
        Optional<FieldPath> path = found.path().flatMap(this::path);
        if (found.path().isPresent() && path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Identity.EventId(path, window));
    }

    private Optional<Identity> latestVersion(DeclaredIdentity found, Place at, InputFormat format) {
        if (format == InputFormat.DEBEZIUM_AVRO) {
            problems.error(
                    at,
                    "Change events are told apart by their position, which also orders deletes; 'latest-version' is for"
                            + " events that carry a version. Remove 'identity'.");
            return Optional.empty();
        }
        if (found.path().isEmpty()) {
            problems.error(
                    found.at(),
                    "'path' is missing: the field that holds the version or the time of the last update, such as"
                            + " 'event.version'.");
            return Optional.empty();
        }
        Place pathAt = found.path().get().at();
        return path(found.path().get())
                .flatMap(path -> versionType(path, pathAt).map(type -> new Identity.LatestVersion(path, type)));
    }

    /** Versions compare by the type that the input's contract gives the field. */
    private Optional<Identity.VersionType> versionType(FieldPath path, Place at) {
        Optional<String> logicalType =
                paths.property(path).flatMap(Property::logicalType).map(Sited::value);
        Optional<Identity.VersionType> type = logicalType.map(VERSION_TYPES::get);
        if (type.isEmpty()) {
            problems.error(
                    at,
                    "'" + path + "' "
                            + logicalType
                                    .map(other -> "has logicalType '" + other + "'")
                                    .orElse("has no logicalType") + " in contract '"
                            + input.port().contractId()
                            + "'; a version is an integer, a date or a timestamp there, so that versions compare.");
        }
        return type;
    }

    /** Bounds on the event's own time, if the port declares them. */
    Optional<EventTime> eventTime(Input declared) {
        return declared.eventTime().flatMap(found -> {
            if (found.maxAge().isEmpty() && found.maxAhead().isEmpty()) {
                problems.error(
                        found.at(), "'eventTime' bounds nothing. Write 'maxAge', 'maxAhead', or both, such as PT5M.");
            }
            OnViolation onViolation = found.onViolation().map(Sited::value).orElse(OnViolation.REJECT);
            return path(found.path())
                    .map(path -> new EventTime(
                            path,
                            found.maxAge().map(Sited::value),
                            found.maxAhead().map(Sited::value),
                            onViolation));
        });
    }

    /** Refuses versions by time that may lie ahead of time: the last of a record key is never forgotten. */
    void boundVersions(Input declared, Identity identity, Optional<EventTime> eventTime) {
        boolean byTime = identity instanceof Identity.LatestVersion latest
                && latest.type() == Identity.VersionType.TIME
                && eventTime
                        .filter(bounds -> bounds.rejectsAhead(latest.path()))
                        .isEmpty();
        boolean unreadable = declared.eventTime().isPresent() && eventTime.isEmpty();
        if (byTime && !unreadable) {
            Sited<String> path =
                    declared.identity().flatMap(DeclaredIdentity::path).orElseThrow();
            problems.error(
                    path.at(),
                    "A version that is a time needs a bound: one record from a clock that runs ahead would supersede all"
                            + " later ones of its record key, for ever. Declare 'eventTime: {path: " + path.value()
                            + ", maxAhead: PT5M}' at this port, with 'onViolation' left at 'reject'.");
        }
    }

    /** A path at the port itself may leave the port's name out. */
    private Optional<FieldPath> path(Sited<String> written) {
        Place at = written.at();
        if (!ReadPaths.isBarePath(written.value())) {
            problems.error(at, "'" + written.value() + "' must be a path, such as 'event.event_id'.");
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>(ReadPaths.steps(written.value()));
        if (!steps.get(0).equals(input.port().name())) {
            steps.add(0, input.port().name());
        }
        return paths.resolve(steps, at);
    }

    private Duration defaultWindow() {
        return input.rawRetention()
                .filter(retention -> retention.compareTo(LONGEST_DEFAULT_WINDOW) < 0)
                .orElse(LONGEST_DEFAULT_WINDOW);
    }
}
