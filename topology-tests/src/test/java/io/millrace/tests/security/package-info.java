/**
 * Who may do what, and what stays secret: products, ingestion and gateway on a broker that denies what is not granted,
 * over TLS, with principals of their own.
 */
@NullMarked
package io.millrace.tests.security;

import org.jspecify.annotations.NullMarked;
