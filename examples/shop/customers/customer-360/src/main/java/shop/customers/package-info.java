/** The Java topologies of the customers domain. */
@NullMarked
package shop.customers;

import org.jspecify.annotations.NullMarked;
