/**
 * Documents from contracts: a site that people read, an AsyncAPI document and the lineage of each product. A pure core:
 * a resolved mesh in, texts by file name out, the same texts for the same mesh. Only {@link
 * io.millrace.catalogue.SiteFolder} touches files.
 */
@NullMarked
package io.millrace.catalogue;

import org.jspecify.annotations.NullMarked;
