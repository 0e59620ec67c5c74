/** Stage snapshot, one partition per source. */
@NullMarked
package org.corvee.jobs.snapshot;

import org.jspecify.annotations.NullMarked;
