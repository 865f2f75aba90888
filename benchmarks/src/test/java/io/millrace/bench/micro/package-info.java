/**
 * JMH benchmarks of the parts that every record passes. Not run by the build: {@code mvn -pl benchmarks -am -Dquick
 * -Pjmh process-test-classes}.
 */
@NullMarked
package io.millrace.bench.micro;

import org.jspecify.annotations.NullMarked;
