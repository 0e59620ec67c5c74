/** One build at a time, verified and swapped in atomically. */
@NullMarked
package org.corvee.publish;

import org.jspecify.annotations.NullMarked;
