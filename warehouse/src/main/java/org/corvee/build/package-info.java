/** Whole warehouse files outside the nightly job: of what was known on some day, and of what may be released. */
@NullMarked
package org.corvee.build;

import org.jspecify.annotations.NullMarked;
