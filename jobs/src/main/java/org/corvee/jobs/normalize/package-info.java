/** Stage normalize, a chunk-oriented step per source. */
@NullMarked
package org.corvee.jobs.normalize;

import org.jspecify.annotations.NullMarked;
