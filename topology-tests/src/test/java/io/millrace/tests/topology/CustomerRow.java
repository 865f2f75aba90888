package io.millrace.tests.topology;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is compared of a customer. */
record CustomerRow(
        @Nullable String city, boolean newsletter, long orders, long cancelled, BigDecimal ordered, BigDecimal paid) {}
