/** Stage check. */
@NullMarked
package org.corvee.jobs.check;

import org.jspecify.annotations.NullMarked;
