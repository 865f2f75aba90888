package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class SafeCauseTest {

    @Test
    void shouldTellWhatKafkaSays() {
        var error = new IllegalStateException("secret", new TopicAuthorizationException("not authorized for t"));
        assertThat(SafeCause.of(error)).contains("not authorized for t").doesNotContain("secret");
    }

    @Test
    void shouldTellOnlyTheTypeOfAnExceptionThatMayQuoteARow() {
        var error = new RuntimeException("row (ana@shop.example)", new IllegalArgumentException("ana@shop.example"));
        assertThat(SafeCause.of(error)).isEqualTo("RuntimeException: IllegalArgumentException");
        assertThat(SafeCause.of(new ConnectException("row (ana@shop.example)"))).isEqualTo("ConnectException");
    }

    @Test
    void shouldTellWhatPostgresSaysOfObjectsAndNotWhatItSaysOfData() throws SQLException {
        Shop shop = Shop.create("CREATE TABLE t (id int PRIMARY KEY)", "t");
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            assertThat(cause(statement, "SELECT * FROM absent")).contains("absent", "42P01");
            assertThat(cause(statement, "SELECT 'ana@shop.example'::int"))
                    .contains("22P02")
                    .doesNotContain("ana");
        }
    }

    private static String cause(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            return SafeCause.of(e);
        }
        throw new AssertionError("expected an error of: " + sql);
    }
}
