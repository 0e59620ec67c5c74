/** From normalized tables to {@code core} and {@code ref} of a warehouse file that is built aside. */
@NullMarked
package org.corvee.load;

import org.jspecify.annotations.NullMarked;
