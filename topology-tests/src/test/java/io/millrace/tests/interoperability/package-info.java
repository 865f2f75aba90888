/** Clients that know nothing of ours read what we write, and write what we read. */
@NullMarked
package io.millrace.tests.interoperability;

import org.jspecify.annotations.NullMarked;
