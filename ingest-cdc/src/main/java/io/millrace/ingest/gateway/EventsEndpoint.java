package io.millrace.ingest.gateway;

import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.gateway.EventProducer.Outcome;
import io.millrace.ingest.gateway.request.AccessTokens.Holder;
import io.millrace.ingest.gateway.request.Answer;
import io.millrace.ingest.gateway.request.BodyForm;
import io.millrace.ingest.gateway.request.EventIntake;
import io.millrace.ingest.gateway.request.EventIntake.Taken;
import io.millrace.ingest.gateway.request.EventRate;
import io.millrace.ingest.gateway.request.RequestProblem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST /events/<domain>.<event>}. */
final class EventsEndpoint implements Endpoint {
    private static final int RETRY_SECONDS = 2;

    private final Map<String, Kind> kinds = new TreeMap<>();
    private final GatewaySettings.Limits limits;
    private final EventProducer producer;
    private final BrokerWatch broker;
    private final GatewayMeters meters;
    private final AtomicLong inFlight;
    private final InstantSource clock;
    private final Map<String, EventRate> rates = new ConcurrentHashMap<>();

    private record Kind(String topic, EventIntake intake) {}

    EventsEndpoint(
            Collection<EventJudge> judges,
            GatewaySettings.Limits limits,
            EventProducer producer,
            BrokerWatch broker,
            GatewayMeters meters,
            AtomicLong inFlight,
            InstantSource clock) {
        for (EventJudge judge : judges) {
            kinds.put(
                    judge.event().qualifiedName(),
                    new Kind(judge.event().topic(), new EventIntake(judge, limits.event())));
        }
        this.limits = limits;
        this.producer = producer;
        this.broker = broker;
        this.meters = meters;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    @Override
    public Collection<String> events() {
        return kinds.keySet();
    }

    @Override
    public void post(String event, Optional<Holder> holder, Exchange exchange) {
        Map<String, String> attributes = exchange.attributes();
        Optional<BodyForm> form = exchange.header("Content-Type")
                .flatMap(type -> BodyForm.of(type, attributes.containsKey("specversion")));
        long announced = exchange.announced();
        long reserved = announced < 0 ? limits.body() : announced;
        if (form.isEmpty()) {
            exchange.answer(Answer.refusal(415, "taken are " + BodyForm.ALLOWED)
                    .with("Accept-Post", BodyForm.ALLOWED)
                    .with("Connection", "close"));
        } else if (!exchange.hasLength()) {
            exchange.answer(Answer.refusal(411, "say how long the body is, or send it in chunks"));
        } else if (announced > limits.body()) {
            exchange.answer(BodyReader.tooLarge(limits.body()).with("Connection", "close"));
        } else if (!broker.isThere()) {
            exchange.answer(Answer.refusal(503, "events cannot be written now; send the same events again later")
                    .with("Retry-After", Integer.toString(RETRY_SECONDS))
                    .with("Connection", "close"));
        } else if (inFlight.addAndGet(reserved) > limits.inFlight()) {
            inFlight.addAndGet(-reserved);
            exchange.answer(Answer.refusal(429, "too many events are on their way at once")
                    .with("Retry-After", "1")
                    .with("Connection", "close"));
        } else {
            var delivery = new Delivery(event, holder, form.get(), attributes, exchange, reserved);
            new BodyReader(exchange.request(), limits, delivery::judge, delivery::answer).run();
        }
    }

    /** One request on its way. */
    private final class Delivery {
        private final String event;
        private final Optional<Holder> holder;
        private final BodyForm form;
        private final Map<String, String> attributes;
        private final Exchange exchange;
        private final long reserved;

        Delivery(
                String event,
                Optional<Holder> holder,
                BodyForm form,
                Map<String, String> attributes,
                Exchange exchange,
                long reserved) {
            this.event = event;
            this.holder = holder;
            this.form = form;
            this.attributes = attributes;
            this.exchange = exchange;
            this.reserved = reserved;
        }

        void answer(Answer answer) {
            inFlight.addAndGet(-reserved);
            exchange.answer(answer);
        }

        void judge(byte[] body) {
            Kind kind = java.util.Objects.requireNonNull(kinds.get(event));
            Taken taken = kind.intake().take(body, form, attributes, clock.millis());
            boolean lenient =
                    exchange.header("Prefer").filter("handling=lenient"::equals).isPresent();
            if (!taken.problems().isEmpty() && (!lenient || taken.records().isEmpty())) {
                meters.events(event, "refused", taken.events());
                answer(Answer.refusal(
                        taken.oversize() ? 413 : 400,
                        "nothing of this request was written; correct what is wrong and send it again",
                        taken.problems()));
                return;
            }
            if (taken.records().isEmpty()) {
                answer(Answer.accepted(0));
                return;
            }
            int wait = rate().take(taken.records().size());
            if (wait > 0) {
                answer(Answer.refusal(429, "this token may send " + limits.eventsPerSecond() + " events per second")
                        .with("Retry-After", Integer.toString(wait)));
                return;
            }
            producer.send(kind.topic(), taken.records(), outcomes -> confirm(taken, outcomes));
        }

        private EventRate rate() {
            String who =
                    holder.map(found -> found.domain() + "/" + found.name()).orElse("");
            return rates.computeIfAbsent(who, name -> new EventRate(limits.eventsPerSecond(), System::nanoTime));
        }

        private void confirm(Taken taken, List<Outcome> outcomes) {
            List<Integer> unknown = new ArrayList<>();
            List<RequestProblem> problems = new ArrayList<>(taken.problems());
            for (int i = 0; i < outcomes.size(); i++) {
                int index = taken.indexes().get(i);
                if (outcomes.get(i) == Outcome.UNKNOWN) {
                    unknown.add(index);
                } else if (outcomes.get(i) == Outcome.TOO_LARGE) {
                    problems.add(new RequestProblem(
                            0, "/" + index, "is larger than its topic takes; raise max.message.bytes, or send less"));
                }
            }
            int tooLarge = problems.size() - taken.problems().size();
            int accepted = outcomes.size() - unknown.size() - tooLarge;
            int rejected = taken.events() - taken.records().size() + tooLarge;
            meters.events(event, "accepted", accepted);
            meters.events(event, "unconfirmed", unknown.size());
            meters.events(event, "refused", rejected);
            if (!unknown.isEmpty()) {
                answer(Answer.unknown(unknown, accepted, RETRY_SECONDS));
            } else if (tooLarge > 0 && accepted == 0) {
                answer(Answer.refusal(413, "the topic does not take events of this size", problems));
            } else if (!problems.isEmpty()) {
                answer(Answer.partly(accepted, rejected, problems));
            } else {
                answer(Answer.accepted(accepted));
            }
        }
    }
}
