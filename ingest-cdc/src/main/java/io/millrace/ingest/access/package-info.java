/**
 * What sources and the gateway need on the cluster, and what of it they lack.
 *
 * <p>May depend on the contracts and {@code publish}.
 */
@NullMarked
package io.millrace.ingest.access;

import org.jspecify.annotations.NullMarked;
