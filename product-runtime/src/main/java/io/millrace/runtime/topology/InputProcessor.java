package io.millrace.runtime.topology;

import io.millrace.runtime.deadletter.Coordinate;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives every input record exactly one verdict per output port: identify, structure, check, mask, in this order, then
 * out through the port's sink or the dead letters, and into the ledger, all in one transaction.
 */
final class InputProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Duration TIDY = Duration.ofSeconds(1);

    private final TaskAssembly assembly;
    private ProcessorContext<byte[], byte[]> context;
    private Task task;
    private @Nullable TaskBalance shown;

    /** The parts of one task, put together when its state is there. */
    record Task(
            RecordReader reader,
            SnapshotAudience audience,
            IdentityStage identity,
            EventTimeBounds bounds,
            List<PortWriter> ports,
            RowStages rows,
            DeadLetterSink deadLetters,
            StandardHeaders headers,
            Ledger ledger,
            TaskBalance balance,
            TaskQuality quality,
            @Nullable PeriodStage periods) {
        long allPorts() {
            return (1L << ports.size()) - 1;
        }
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    InputProcessor(TaskAssembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        // The thread belongs to one product.
        MDC.put("product", assembly.product());
        task = assembly.assemble(taskContext);
        shown = task.balance();
        taskContext.schedule(TIDY, PunctuationType.WALL_CLOCK_TIME, now -> {
            long wall = assembly.environment().time().millis();
            // A time far ahead, which a producer can make up, must not let anything be forgotten.
            task.identity().tidy(Math.min(taskContext.currentStreamTimeMs(), wall));
            task.quality().tidy(wall);
            if (task.periods() != null) {
                task.periods().end(context, wall);
            }
        });
    }

    @Override
    public void close() {
        if (shown != null) {
            assembly.environment().board().remove(shown);
            task.quality().close();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Coordinate at = context.recordMetadata()
                .filter(metadata -> metadata.topic() != null)
                .map(metadata -> new Coordinate(metadata.topic(), metadata.partition(), metadata.offset()))
                .orElseGet(() -> assembly.withoutRecord(context.taskId().partition()));
        var input = new InputRecord(
                at.topic(),
                at.partition(),
                at.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
        try {
            judge(input);
        } catch (RetriableException retriable) {
            throw new WaitingException(
                    input.coordinate() + ": " + retriable.getClass().getSimpleName(), retriable);
        } catch (KafkaException | WaitingException | HaltException deliberate) {
            throw deliberate;
        } catch (RuntimeException unexpected) {
            throw fault(input, unexpected);
        }
    }

    /** The fault without its message, which might hold a record's value. */
    private static IllegalStateException fault(InputRecord input, RuntimeException unexpected) {
        var fault =
                new IllegalStateException(input.coordinate() + ": the record could not be judged because of a fault in"
                        + " the product: " + unexpected.getClass().getName());
        fault.setStackTrace(unexpected.getStackTrace());
        return fault;
    }

    private void judge(InputRecord input) {
        long now = assembly.environment().time().millis();
        if (task.periods() != null) {
            task.periods().begin(input.timestamp(), now);
        }
        task.balance().countInput(input.offset(), input.timestamp());
        Outcome.Rejected rejection = null;
        if (task.identity().needsKey() && input.key() == null) {
            rejection = rejectAll(input, new Outcome.Rejected(RejectReason.MISSING_IDENTITY, "key"), now);
        } else {
            Optional<RejectReason> unreadable = task.reader().read(input);
            if (unreadable.isPresent()) {
                task.identity().unreadable(input);
                rejection = rejectAll(input, new Outcome.Rejected(unreadable.get(), ""), now);
            } else {
                Operation operation =
                        task.reader().plan().operation(task.reader().row());
                if (operation == Operation.CONTROL) {
                    countAll(task.allPorts(), TaskBalance.Kind.CONTROL);
                    saved(now);
                    return;
                }
                rejection = judgeRead(input, operation, now);
            }
        }
        saved(now);
        task.quality().judged(task.balance(), input.timestamp(), now);
        assembly.noteBudget(input.timestamp(), rejection, context);
    }

    private void saved(long now) {
        task.ledger().save(task.balance());
        if (task.periods() != null) {
            task.periods().end(context, now);
        }
    }

    /** Judges a record that could be read; returns one of its rejections, if there is any. */
    private Outcome.@Nullable Rejected judgeRead(InputRecord input, Operation operation, long now) {
        SnapshotAudience.Answer addressed = task.audience().of(input, operation);
        if (addressed.ports() == 0) {
            countAll(task.allPorts(), addressed.otherwise());
            return null;
        }
        IdentityStage.Admission admission = task.identity().admit(input, task.reader());
        if (admission.missing() != null) {
            task.rows().rejected(task.allPorts(), task.reader());
            return rejectAll(input, new Outcome.Rejected(RejectReason.MISSING_IDENTITY, admission.missing()), now);
        }
        long admitted = admission.ports() & addressed.ports();
        countAll(task.allPorts() & ~admitted, TaskBalance.Kind.DUPLICATE);
        if ((task.allPorts() & ~admission.ports()) != 0) {
            task.balance().countHit();
        }
        if (admitted == 0) {
            return null;
        }
        RecordPlan plan = task.reader().plan();
        if (!plan.defaulted().isEmpty()) {
            task.balance().countDefaulted();
        }
        Optional<Outcome.Rejected> omitted = plan.omitted(task.reader().row(), input);
        if (omitted.isPresent()) {
            reject(input, admitted, omitted.get(), now);
            task.rows().rejected(admitted, task.reader());
            task.identity().judged(input, admitted);
            return omitted.get();
        }
        Outcome.Rejected untimely =
                task.bounds().judge(plan.eventTimeMillis(task.reader().row()), input.timestamp());
        if (untimely != null && !task.bounds().flags()) {
            reject(input, admitted, untimely, now);
            task.rows().rejected(admitted, task.reader());
            task.identity().judged(input, admitted);
            return untimely;
        }
        task.rows().begin();
        task.headers().take(input, task.reader(), operation, now);
        String flag = untimely == null ? "" : untimely.reason().code();
        Outcome.Rejected last = null;
        long rejectedBy = 0;
        for (int port = 0; port < task.ports().size(); port++) {
            if ((admitted >>> port & 1) != 0) {
                Outcome.Rejected rejected = judgeFor(port, input, operation, flag, now);
                if (rejected != null) {
                    rejectedBy |= 1L << port;
                    last = rejected;
                }
            }
        }
        task.identity().judged(input, rejectedBy);
        return last;
    }

    private Outcome.@Nullable Rejected judgeFor(
            int port, InputRecord input, Operation operation, String flag, long now) {
        RecordReader reader = task.reader();
        task.headers().operation(operation);
        Outcome evaluated = task.rows().evaluate(port, reader, task.headers(), flag);
        Outcome outcome = task.quality().judge(port, evaluated, reader, input, now);
        PortWriter writer = task.ports().get(port);
        long timestamp = BrokerTime.clamped(input.timestamp(), now);
        if (outcome instanceof Outcome.Accepted accepted) {
            String flags = RowStage.joined(accepted.flags(), flag);
            if (writer.send(context, task.headers(), accepted.key(), accepted.value(), flags, timestamp)) {
                task.balance().count(port, TaskBalance.Kind.ACCEPTED);
                task.quality().accepted(port, accepted, task.rows().metricHits(port, reader), input, now);
                writer.notePassed(accepted.flags(), task.rows().repairs(port, reader));
                writer.noteLatency(task.rows().serviceLevelTimeMillis(port, reader), now);
                return null;
            }
            outcome = new Outcome.Rejected(RejectReason.OVERSIZE, "");
        }
        if (outcome instanceof Outcome.Retracted retracted) {
            writer.send(context, task.headers(), retracted.key(), null, flag, timestamp);
            task.balance().count(port, TaskBalance.Kind.RETRACTED);
            return null;
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            writer.noteRejected(rejected);
            reject(input, 1L << port, rejected, now);
            return rejected;
        }
        task.balance().count(port, silent(outcome));
        return null;
    }

    private static TaskBalance.Kind silent(Outcome outcome) {
        if (outcome instanceof Outcome.Waiting) {
            return TaskBalance.Kind.WAITING;
        }
        return outcome instanceof Outcome.Duplicate ? TaskBalance.Kind.DUPLICATE : TaskBalance.Kind.FILTERED;
    }

    private Outcome.Rejected rejectAll(InputRecord input, Outcome.Rejected rejected, long now) {
        reject(input, task.allPorts(), rejected, now);
        return rejected;
    }

    /** One dead letter if all ports reject the record together, else one per port. */
    private void reject(InputRecord input, long ports, Outcome.Rejected rejected, long now) {
        boolean together = ports == task.allPorts() && task.ports().size() > 1;
        if (together) {
            task.deadLetters().send(context, input, rejected, Optional.empty(), now);
        }
        for (int port = 0; port < task.ports().size(); port++) {
            if ((ports >>> port & 1) != 0) {
                task.balance().count(port, rejected.reason());
                if (!together) {
                    task.deadLetters()
                            .send(
                                    context,
                                    input,
                                    rejected,
                                    Optional.of(task.ports().get(port).port()),
                                    now);
                }
            }
        }
    }

    private void countAll(long ports, TaskBalance.Kind kind) {
        for (int port = 0; port < task.ports().size(); port++) {
            if ((ports >>> port & 1) != 0) {
                task.balance().count(port, kind);
            }
        }
    }
}
