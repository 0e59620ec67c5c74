/** Stage load. */
@NullMarked
package org.corvee.jobs.load;

import org.jspecify.annotations.NullMarked;
