package io.millrace.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the oracle of the kill tests notices what it is there for. */
class BalanceTest {
    @Test
    void shouldTellLostDoubledAndUnknownRowsApart() {
        var account = new FactAccount();
        account.published(0, 1, "c");
        account.published(0, 2, "c");
        account.published(0, 2, "c");
        account.published(0, 4, "m");
        account.published(1, 5_000, "s");
        account.published(2, 1, "s");
        account.stored(0, 1, "c");
        account.stored(0, 2, "c");
        account.stored(0, 3, "c");
        account.stored(0, 4, "c");
        account.stored(1, 5_000, "s");

        assertThat(account.balance())
                .as("3 lost, 2 doubled, 4 another value, 1 of writer 2 rolled back")
                .isEqualTo(new Balance(5, 6, 1, 1, 0, 2));
    }

    @Test
    void shouldTellVersionsThatAreMissingDoubledSwappedOrTooNew() {
        var account = new CounterAccount();
        for (long version : new long[] {0, 2, 1, 1, 4, 5}) {
            account.published(1, version);
        }
        account.published(2, 0);
        account.published(3, 0);
        account.stored(1, 4);
        account.stored(2, 0);

        assertThat(account.balance())
                .as("3 lost, 1 doubled, 2 before 1, 5 and row 3 unknown")
                .isEqualTo(new Balance(0, 8, 1, 1, 1, 2));
    }

    @Test
    void shouldTellMovesThatAreIncompleteDoubledSwappedOrUnknown() {
        var account = new MoveAccount();
        moved(account, 1, "cd", "c");
        moved(account, 2, "cd", "cd");
        moved(account, 3, "c", "c");
        moved(account, 4, "cd", "cc");
        moved(account, 5, "dc", "c");
        moved(account, 6, "cd", "c");
        account.stored(1, true);
        account.stored(2, false);
        account.stored(3, true);
        account.stored(4, true);
        account.stored(5, true);

        assertThat(account.balance())
                .as("delete of 3 lost, create of -4 doubled, 5 swapped, 6 and -6 unknown")
                .isEqualTo(new Balance(0, 19, 1, 1, 1, 3));
    }

    @Test
    void shouldTellEventsThatAreLostDoubledSwappedOrUnknown() {
        var account = new EventAccount();
        for (long id : new long[] {1, 3, 2, 2, 9}) {
            account.published("topic aggregate", id);
        }
        account.published("topic other", 4);
        for (long id = 1; id <= 5; id++) {
            account.stored(id);
        }

        assertThat(account.balance())
                .as("5 lost, 2 doubled, 3 before 2, 9 unknown")
                .isEqualTo(new Balance(0, 6, 1, 1, 1, 1));
    }

    private static void moved(MoveAccount account, long id, String first, String second) {
        first.chars().forEach(operation -> account.published(id, String.valueOf((char) operation)));
        second.chars().forEach(operation -> account.published(-id, String.valueOf((char) operation)));
    }
}
