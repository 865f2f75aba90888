package io.millrace.runtime.plan;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.InputRecords;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.product.StreamChecks;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Declares products for tests in few words. */
final class Declared {
    static final Location HERE = new Location("test.yaml", 1, 1);

    private Declared() {}

    static InputPort input(String name, InputFormat format, Identity identity) {
        return new InputPort(
                name, "c", "topic", format, identity, Optional.empty(), Optional.empty(), InputRecords.UNKNOWN);
    }

    static InputPort changes(String name) {
        return input(name, InputFormat.DEBEZIUM_AVRO, new Identity.Position());
    }

    static InputPort events(String name, InputFormat format, String idPath) {
        Optional<FieldPath> path = idPath.isEmpty() ? Optional.empty() : Optional.of(path(idPath));
        return input(name, format, new Identity.EventId(path, Duration.ofDays(1)));
    }

    static InputPort withEventTime(InputPort input, String path) {
        EventTime time =
                new EventTime(path(path), Optional.of(Duration.ofDays(30)), Optional.empty(), OnViolation.REJECT);
        return new InputPort(
                input.name(),
                "c",
                "topic",
                input.format(),
                input.identity(),
                Optional.of(time),
                Optional.empty(),
                input.records());
    }

    static FieldPath path(String text) {
        List<String> steps = List.of(text.split("\\."));
        return new FieldPath(steps.get(0), steps.subList(1, steps.size()));
    }

    static FieldBuilder field(String name, FieldType type, String path) {
        return new FieldBuilder(name, type, new FieldSource.Path(path(path)));
    }

    static FieldBuilder computed(String name, FieldType type, String expression) {
        return new FieldBuilder(name, type, new FieldSource.Cel(expression, HERE));
    }

    static PortBuilder port(String input) {
        return new PortBuilder(input);
    }

    static final class FieldBuilder {
        private final String name;
        private final FieldType type;
        private final FieldSource source;
        private boolean required;
        private OptionalInt key = OptionalInt.empty();
        private Optional<String> classification = Optional.empty();
        private Mask mask = new Mask.None("");
        private final List<FieldRule> rules = new ArrayList<>();
        private OnViolation onMissing = OnViolation.REJECT;
        private Optional<String> defaultValue = Optional.empty();
        private Optional<ZoneId> zone = Optional.empty();

        private FieldBuilder(String name, FieldType type, FieldSource source) {
            this.name = name;
            this.type = type;
            this.source = source;
        }

        FieldBuilder required() {
            required = true;
            return this;
        }

        FieldBuilder key(int position) {
            key = OptionalInt.of(position);
            return required();
        }

        FieldBuilder mask(Mask how) {
            classification = Optional.of("kind");
            mask = how;
            return this;
        }

        FieldBuilder rule(String ruleName, FieldRule.Condition condition, OnViolation onViolation) {
            rules.add(new FieldRule(ruleName, condition, onViolation));
            return this;
        }

        FieldBuilder defaultTo(String text) {
            defaultValue = Optional.of(text);
            return this;
        }

        FieldBuilder zone(ZoneId where) {
            zone = Optional.of(where);
            return this;
        }

        FieldBuilder onMissing(OnViolation what) {
            onMissing = what;
            return this;
        }

        Field build() {
            return new Field(
                    name,
                    type,
                    required,
                    key,
                    source,
                    classification,
                    mask,
                    rules,
                    onMissing,
                    defaultValue,
                    "",
                    HERE,
                    zone);
        }
    }

    static final class PortBuilder {
        private final String input;
        private String name = "out";
        private OutputPort.View view = OutputPort.View.LATEST;
        private OutputPort.Deletes deletes = OutputPort.Deletes.TOMBSTONE;
        private Optional<CelText> filter = Optional.empty();
        private final List<Field> fields = new ArrayList<>();
        private final List<RowRule> rules = new ArrayList<>();
        private ServiceLevels serviceLevels = ServiceLevels.NONE;

        private PortBuilder(String input) {
            this.input = input;
        }

        PortBuilder named(String portName) {
            name = portName;
            return this;
        }

        PortBuilder history() {
            view = OutputPort.View.HISTORY;
            return this;
        }

        PortBuilder marker() {
            deletes = OutputPort.Deletes.MARKER;
            return history();
        }

        PortBuilder filter(String expression) {
            filter = Optional.of(new CelText(expression, HERE));
            return this;
        }

        PortBuilder with(FieldBuilder... builders) {
            for (FieldBuilder builder : builders) {
                fields.add(builder.build());
            }
            return this;
        }

        PortBuilder withFields(List<Field> built) {
            fields.addAll(built);
            return this;
        }

        PortBuilder rule(String ruleName, String expression, OnViolation onViolation) {
            rules.add(new RowRule(ruleName, expression, onViolation, HERE));
            return this;
        }

        PortBuilder latencyFrom(String field) {
            serviceLevels = new ServiceLevels(
                    Optional.of(new ServiceLevels.Latency(Duration.ofMinutes(1), field)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            return this;
        }

        OutputPort build() {
            RowContract contract = new RowContract(
                    "checkout.orders.order",
                    "1.0.0",
                    "Order",
                    "checkout.orders",
                    "",
                    RowInputs.of(input),
                    filter,
                    fields,
                    rules,
                    serviceLevels,
                    List.of(),
                    HERE,
                    StreamChecks.NONE);
            return new OutputPort(name, "1.0.0", "topic." + name, view, deletes, OptionalInt.empty(), contract);
        }
    }
}
