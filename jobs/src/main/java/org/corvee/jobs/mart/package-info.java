/** Stage mart. */
@NullMarked
package org.corvee.jobs.mart;

import org.jspecify.annotations.NullMarked;
