package io.millrace.contracts.governance;

import java.util.Optional;

/**
 * A policy that somebody wrote.
 *
 * @param id unique among policies
 * @param about what it judges
 * @param when which of them; all, if not said
 * @param condition what must hold
 * @param message what was found, if it does not
 * @param fix what to do about it
 * @param scope where it holds
 */
record Policy(
        String id,
        Subject.Kind about,
        Level level,
        Optional<Condition> when,
        Condition condition,
        String message,
        Optional<String> fix,
        Scope scope) {}
