/** AsyncAPI 3.0 documents of products. Depends on contracts, {@code model}, {@code words} and {@code example}. */
@NullMarked
package io.millrace.catalogue.asyncapi;

import org.jspecify.annotations.NullMarked;
