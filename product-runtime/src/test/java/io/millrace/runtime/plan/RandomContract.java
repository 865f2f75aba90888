package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.plan.RandomSchema.Leaf;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random contracts over the leaves of a schema, each field of a type its leaf can become. */
final class RandomContract {
    private static final Mask NONE = new Mask.None("tested in clear");

    private final Random random;
    private final List<Leaf> leavesOfFields = new ArrayList<>();
    private int names;

    RandomContract(Random random) {
        this.random = random;
    }

    /** Which leaf each field reads. */
    List<Leaf> leavesOfFields() {
        return leavesOfFields;
    }

    /** Whether a field of a port reads below a path and has nothing else to fall back on. */
    boolean misses(String path, OutputPort port) {
        for (int i = 0; i < leavesOfFields.size(); i++) {
            boolean reads = (leavesOfFields.get(i).path() + ".").startsWith(path + ".");
            if (reads && port.contract().fields().get(i).onMissing() != OnViolation.DEFAULT) {
                return true;
            }
        }
        return false;
    }

    InputPort input() {
        return Declared.input("in", InputFormat.AVRO, new Identity.None());
    }

    OutputPort next(List<Leaf> leaves) {
        Declared.PortBuilder port = Declared.port("in").history();
        List<Leaf> shuffled = new ArrayList<>(leaves);
        Collections.shuffle(shuffled, random);
        for (Leaf leaf : shuffled.subList(0, random.nextInt(shuffled.size() + 1))) {
            field(leaf, port);
        }
        if (!leaves.isEmpty() && random.nextInt(3) == 0) {
            // The same leaf twice, as two fields.
            field(leaves.get(0), port);
        }
        return port.build();
    }

    private void field(Leaf leaf, Declared.PortBuilder port) {
        field("o" + leavesOfFields.size(), leaf).ifPresent(field -> {
            port.with(field);
            leavesOfFields.add(leaf);
        });
    }

    /** A field that reads a leaf; empty where no type was found that takes it. */
    Optional<Declared.FieldBuilder> field(String name, Leaf leaf) {
        for (int attempt = 0; attempt < 30; attempt++) {
            FieldType type = type();
            Mask mask = mask(type);
            Declared.FieldBuilder field =
                    Declared.field(name, type, "in." + leaf.path()).mask(mask);
            FieldType clear = ReferencePlan.clearType(field.build());
            if (ReferenceConversion.isPossible(leaf.kind(), clear, mask instanceof Mask.Year)) {
                boolean required = !(mask instanceof Mask.Drop) && random.nextInt(3) == 0;
                if (required) {
                    field.required();
                }
                if (random.nextInt(3) == 0) {
                    field.zone(ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "-03:30"));
                }
                boolean hasDefault = random.nextInt(4) == 0;
                if (hasDefault) {
                    field.defaultTo(aDefault(clear));
                    field.onMissing(random.nextBoolean() ? OnViolation.DEFAULT : OnViolation.REJECT);
                }
                rules(field, clear, required, hasDefault);
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private FieldType type() {
        int pick = random.nextInt(Simple.values().length + 4);
        if (pick == Simple.values().length) {
            return new FieldType.Enumeration("Symbol" + names++, "random.out", List.of("paid", "x1", "placed"));
        }
        return pick < Simple.values().length
                ? List.of(Simple.values()).get(pick)
                : new FieldType.Decimal(11 + random.nextInt(25), random.nextInt(8));
    }

    private Mask mask(FieldType type) {
        boolean number = type instanceof FieldType.Decimal
                || type == Simple.INT
                || type == Simple.LONG
                || type == Simple.FLOAT
                || type == Simple.DOUBLE;
        int pick = random.nextInt(12);
        if (pick == 0) {
            return new Mask.Drop();
        } else if (number && pick < 3) {
            return new Mask.Bucket(1 + random.nextInt(20));
        } else if (pick == 3 && (type == Simple.INT || type == Simple.LONG || type == Simple.STRING)) {
            return new Mask.Year();
        } else if (pick == 10 && (type == Simple.STRING || type == Simple.BYTES)) {
            return new Mask.Encrypt("vault", true);
        } else if (type != Simple.STRING) {
            return NONE;
        }
        return switch (pick) {
            case 4 -> new Mask.Redact("gone");
            case 5 -> new Mask.KeepLast(random.nextInt(5));
            case 6 -> new Mask.KeepPrefix(random.nextInt(5));
            case 7 -> new Mask.KeepEmailDomain();
            case 8, 9 ->
                new Mask.Pseudonymize(
                        random.nextBoolean() ? "email" : "customer",
                        List.of(Mask.CanonicalForm.values()).get(random.nextInt(4)));
            default -> NONE;
        };
    }

    private static String aDefault(FieldType clear) {
        if (clear instanceof FieldType.Enumeration) {
            return "x1";
        } else if (clear instanceof FieldType.Decimal) {
            return "7";
        }
        return switch ((Simple) clear) {
            case STRING -> "Paid\u00e9 in full";
            case BYTES -> "\u00ff\u0001";
            case INT, LONG -> "7";
            case FLOAT, DOUBLE -> "0.5";
            case BOOLEAN -> "true";
            case DATE -> "2026-01-31";
            case TIME_MILLIS, TIME_MICROS -> "12:30:00.250";
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> "2026-01-31T12:30:00Z";
            case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS -> "2026-01-31T12:30:00";
        };
    }

    private void rules(Declared.FieldBuilder field, FieldType clear, boolean required, boolean hasDefault) {
        for (int i = random.nextInt(3); i > 0; i--) {
            FieldRule.@Nullable Condition condition = condition(clear);
            if (condition != null) {
                field.rule("rule" + random.nextInt(100), condition, onViolation(condition, required, hasDefault));
            }
        }
    }

    private FieldRule.@Nullable Condition condition(FieldType clear) {
        boolean number = clear instanceof FieldType.Decimal
                || clear == Simple.INT
                || clear == Simple.LONG
                || clear == Simple.FLOAT
                || clear == Simple.DOUBLE;
        if (number) {
            BigDecimal bound = BigDecimal.valueOf(random.nextInt(200) - 100);
            boolean whole = clear != Simple.FLOAT && clear != Simple.DOUBLE;
            return switch (random.nextInt(whole ? 4 : 3)) {
                case 0 -> new FieldRule.Condition.Minimum(bound, random.nextInt(3) == 0);
                case 1 -> new FieldRule.Condition.Maximum(bound, random.nextInt(3) == 0);
                case 2 -> new FieldRule.Condition.Within(bound, bound.add(BigDecimal.valueOf(random.nextInt(150))));
                default ->
                    new FieldRule.Condition.MultipleOf(
                            new BigDecimal(List.of("1", "2", "7", "0.25", "10").get(random.nextInt(5))));
            };
        } else if (clear == Simple.STRING) {
            return switch (random.nextInt(5)) {
                case 0 -> new FieldRule.Condition.MinLength(random.nextInt(6));
                case 1 -> new FieldRule.Condition.MaxLength(random.nextInt(12));
                case 2 -> new FieldRule.Condition.Matches("[a-z0-9@.+-]*");
                case 3 -> new FieldRule.Condition.NoneOf(List.of("x1", "Ana@Shop.EXAMPLE", "ünïcödé", " "));
                default -> new FieldRule.Condition.OneOf(List.of("placed", "paid", "7", ""));
            };
        }
        return null;
    }

    private OnViolation onViolation(FieldRule.Condition condition, boolean required, boolean hasDefault) {
        boolean exclusive = (condition instanceof FieldRule.Condition.Minimum minimum && minimum.exclusive())
                || (condition instanceof FieldRule.Condition.Maximum maximum && maximum.exclusive());
        boolean clampable = !exclusive
                && (condition instanceof FieldRule.Condition.Minimum
                        || condition instanceof FieldRule.Condition.Maximum
                        || condition instanceof FieldRule.Condition.MaxLength);
        return switch (random.nextInt(5)) {
            case 0 -> OnViolation.FLAG;
            case 1 -> clampable ? OnViolation.CLAMP : OnViolation.REJECT;
            case 2 -> required ? OnViolation.REJECT : OnViolation.NULLIFY;
            case 3 -> hasDefault ? OnViolation.DEFAULT : OnViolation.REJECT;
            default -> OnViolation.REJECT;
        };
    }
}
