/**
 * The pages of the site. Every text goes through {@link io.millrace.catalogue.page.Html}, which escapes it: what a
 * contract says is somebody else's text. Depends on everything else of the module.
 */
@NullMarked
package io.millrace.catalogue.page;

import org.jspecify.annotations.NullMarked;
