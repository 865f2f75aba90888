package io.millrace.catalogue.lineage;

/**
 * Where a field's value comes from, one step upstream.
 *
 * @param path as the contract has it, such as {@code orders.after.total}
 * @param words what it is upstream, such as {@code column total of public.orders in shop-db}
 * @param href page and anchor, from the site's root; empty where there is none
 */
public record Origin(String path, String words, String href) {}
