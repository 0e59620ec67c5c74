/** Content is known by its digest, never by its size or its time. */
@NullMarked
package org.corvee.digest;

import org.jspecify.annotations.NullMarked;
