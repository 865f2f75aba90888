package io.millrace.testkit;

import io.millrace.contracts.yaml.Node;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A case as written.
 *
 * @param about what it shows, a sentence
 * @param subject the product it is about
 * @param tables captured tables by {@code <schema>.<table>}
 * @param writers schemas of Avro events by input port
 * @param keyRing text of a key ring file; empty: new random keys
 * @param inputs in the order they arrive
 * @param outputs expected records by output port; a port that is not named must stay silent
 * @param deadLetters expected dead letters, in order
 * @param balance expected verdict counts by output port; ports that are not named are not compared
 * @param neverLeaves clear texts that must be in no byte of any output or dead letter
 * @param features what the case shows, in names of one's own choice
 */
record CaseFile(
        String about,
        Subject subject,
        Map<String, TableDefinition> tables,
        Map<String, Schema> writers,
        Optional<String> keyRing,
        List<Input> inputs,
        Map<String, List<ExpectedRecord>> outputs,
        List<ExpectedDeadLetter> deadLetters,
        Map<String, Map<String, Long>> balance,
        List<String> neverLeaves,
        List<String> features) {

    /** Which product. */
    sealed interface Subject {
        /** A folder of a product, or of a mesh with one product. */
        record Folder(Path folder) implements Subject {}

        /** Descriptors written into the case, by path within their mesh. */
        record Inline(Map<String, String> files) implements Subject {}
    }

    /**
     * A record that arrives.
     *
     * @param line where it stands in the file
     * @param port input port; empty: the only one
     * @param key empty: the row's primary key, or {@code "0"} for an event
     * @param noKey whether the record has no key at all
     * @param at broker time; empty: a second after the one before
     * @param headers in addition to those ingest sets
     */
    record Input(
            int line,
            Optional<String> port,
            Optional<String> key,
            boolean noKey,
            Optional<Instant> at,
            Map<String, String> headers,
            Content content) {}

    /** What a record holds. */
    sealed interface Content {
        /**
         * A change event.
         *
         * @param position empty: above all before
         */
        record Change(
                String op,
                Optional<ChangeEvents.RowText> before,
                Optional<ChangeEvents.RowText> after,
                Optional<Position> position)
                implements Content {}

        /** A domain event, JSON or Avro by the port's format. */
        record Event(Node.Mapping event) implements Content {}

        /** Bytes as they are, in hexadecimal. */
        record Raw(String hex) implements Content {}

        /** No value. */
        record Tombstone() implements Content {}

        /**
         * The same bytes as an earlier input.
         *
         * @param input counted from 1
         */
        record Again(int input) implements Content {}
    }

    /**
     * A place in the database's log.
     *
     * @param commitLsn null before the first commit after a snapshot
     */
    record Position(@Nullable Long commitLsn, long lsn) {}

    /**
     * A record that must leave.
     *
     * @param line where it stands in the file
     * @param key pattern of the key
     * @param value empty: a tombstone
     * @param exact whether a field that is not named must not be there
     * @param headers pattern by name; null: must not be there
     */
    record ExpectedRecord(
            int line,
            String key,
            Optional<Map<String, @Nullable String>> value,
            boolean exact,
            Map<String, @Nullable String> headers) {
        ExpectedRecord {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A dead letter that must be written.
     *
     * @param line where it stands in the file
     * @param record the input it is about, counted from 1; empty: not compared
     * @param port output port that rejected; empty: not compared
     */
    record ExpectedDeadLetter(
            int line, String reason, Optional<String> element, Optional<Integer> record, Optional<String> port) {}
}
