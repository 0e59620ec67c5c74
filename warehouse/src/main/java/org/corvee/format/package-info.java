/**
 * From the bytes of a snapshot to typed rows. Interpretation is strict: a row conforms to its descriptor or is rejected
 * with a reason; a file whose header, encoding or quoting is wrong is refused whole.
 */
@NullMarked
package org.corvee.format;

import org.jspecify.annotations.NullMarked;
