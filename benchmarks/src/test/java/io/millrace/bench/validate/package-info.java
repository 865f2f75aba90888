/** How long {@code millrace validate} takes for a mesh as large as an organisation's. */
@NullMarked
package io.millrace.bench.validate;

import org.jspecify.annotations.NullMarked;
