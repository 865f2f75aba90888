/**
 * Where data comes from: of each field, and as a graph of a mesh, drawn as SVG and written as Mermaid. Depends on
 * contracts and {@code model}.
 */
@NullMarked
package io.millrace.catalogue.lineage;

import org.jspecify.annotations.NullMarked;
