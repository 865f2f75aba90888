package io.millrace.ingest.gateway.request;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.ingest.gateway.request.AccessTokens.Holder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Who may do what. Without a token nobody learns which events there are, and with one only those of its domain. */
public final class Gatekeeper {
    private static final String SCHEME = "bearer ";

    private final Optional<Supplier<AccessTokens>> tokens;

    /** @param tokens those in force; empty: everybody may send, which only a loopback address allows */
    public Gatekeeper(Optional<Supplier<AccessTokens>> tokens) {
        this.tokens = tokens;
    }

    /** What came of a look at the credentials. */
    public sealed interface Entry {
        /** Known, or anybody where tokens are not asked for. */
        record Admitted(Optional<Holder> holder) implements Entry {}

        /** Not let in. */
        record Refused(Answer answer) implements Entry {}
    }

    /** Looks at the header {@code Authorization}. */
    public Entry enter(Optional<String> authorization) {
        if (tokens.isEmpty()) {
            return new Entry.Admitted(Optional.empty());
        }
        String given = authorization.orElse("");
        if (!given.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Entry.Refused(Answer.refusal(401, "send the domain's token: 'Authorization: Bearer <token>'")
                    .with("WWW-Authenticate", "Bearer realm=\"millrace\""));
        }
        Optional<Holder> holder =
                tokens.get().get().holder(given.substring(SCHEME.length()).strip());
        return holder.isPresent()
                ? new Entry.Admitted(holder)
                : new Entry.Refused(Answer.refusal(401, "the token is not known here, or not any more")
                        .with("WWW-Authenticate", "Bearer realm=\"millrace\", error=\"invalid_token\""));
    }

    /** Why a holder may not send an event of that name; empty where it may. */
    public Optional<Answer> refusal(Optional<Holder> holder, String event) {
        boolean foreign = holder.isPresent() && !event.startsWith(holder.get().domain() + ".");
        return foreign
                ? Optional.of(Answer.refusal(
                        403,
                        "the token is of domain " + holder.get().domain() + ", whose events are called "
                                + holder.get().domain() + ".<event>"))
                : Optional.empty();
    }

    /** There is no event of that name; hints at those that the holder may know of. */
    public static Answer unknown(Optional<Holder> holder, String event, Collection<String> known) {
        List<String> told = known.stream()
                .filter(name -> holder.isEmpty() || name.startsWith(holder.get().domain() + "."))
                .toList();
        return Answer.refusal(404, "no contract declares this event. " + NearestMatch.hint(event, told));
    }
}
