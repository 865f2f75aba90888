/** Types, masks, rules, service levels and sources of the declared model in plain words. Depends on contracts. */
@NullMarked
package io.millrace.catalogue.words;

import org.jspecify.annotations.NullMarked;
