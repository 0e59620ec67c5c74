/** Stage normalize, a step for each part of each snapshot, and the commit of the tables that they make. */
@NullMarked
package org.corvee.jobs.normalize;

import org.jspecify.annotations.NullMarked;
