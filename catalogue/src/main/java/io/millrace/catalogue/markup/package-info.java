/** Elements of HTML and SVG whose texts and attributes are escaped when they are written. Depends on nothing of ours. */
@NullMarked
package io.millrace.catalogue.markup;

import org.jspecify.annotations.NullMarked;
