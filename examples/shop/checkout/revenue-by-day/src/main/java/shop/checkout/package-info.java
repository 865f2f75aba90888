/** The Java topologies of the checkout domain. */
@NullMarked
package shop.checkout;

import org.jspecify.annotations.NullMarked;
