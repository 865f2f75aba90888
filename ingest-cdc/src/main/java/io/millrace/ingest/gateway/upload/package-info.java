/**
 * Files that are uploaded, by people without a shell: what a request asks for, the file while it is received, the loads
 * and how they fare. Without HTTP; the loading itself is that of {@code ingest.file}.
 *
 * <p>May depend on {@code ingest.file}, {@code file.row}, {@code gateway.request}, {@code contracts}, Jackson and the
 * Kafka clients' exceptions. What is told holds places and names, never a value.
 */
@NullMarked
package io.millrace.ingest.gateway.upload;

import org.jspecify.annotations.NullMarked;
