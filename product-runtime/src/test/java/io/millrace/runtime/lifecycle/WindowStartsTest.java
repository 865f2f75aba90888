package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowStartsTest {
    private static final long DELETED_BEFORE = 1_000;

    @Test
    void shouldMissIdsOnlyWhereRecordsOfTheWindowMayHaveBeenDeleted() {
        assertThat(WindowStarts.isCut(50, 50, 900, DELETED_BEFORE)).isTrue();
        // Nothing was ever deleted; a record before the window is still there; all that was deleted is older.
        assertThat(WindowStarts.isCut(0, 0, 900, DELETED_BEFORE)).isFalse();
        assertThat(WindowStarts.isCut(50, 51, 900, DELETED_BEFORE)).isFalse();
        assertThat(WindowStarts.isCut(50, 50, 1_000, DELETED_BEFORE)).isFalse();
    }
}
