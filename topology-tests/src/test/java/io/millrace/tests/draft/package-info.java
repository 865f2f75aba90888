/** Drafted products: their golden cases pass as they are written. */
@NullMarked
package io.millrace.tests.draft;

import org.jspecify.annotations.NullMarked;
