/** Topics that somebody else's Kafka Connect writes are read as those of our own ingestion. */
@NullMarked
package io.millrace.tests.foreign;

import org.jspecify.annotations.NullMarked;
