/**
 * What a run of the ladder found, and how it is told: JSON, a table, a picture. Depends on Jackson only.
 */
@NullMarked
package io.millrace.bench.report;

import org.jspecify.annotations.NullMarked;
