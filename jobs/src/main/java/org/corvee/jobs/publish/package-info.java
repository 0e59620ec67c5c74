/** Stage publish, and the decision whether there is anything to build. */
@NullMarked
package org.corvee.jobs.publish;

import org.jspecify.annotations.NullMarked;
