/** Stage export. */
@NullMarked
package org.corvee.jobs.export;

import org.jspecify.annotations.NullMarked;
