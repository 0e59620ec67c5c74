/** Raw bytes as fetched, write-once, each with a manifest that says what they are and where they came from. */
@NullMarked
package org.corvee.snapshot;

import org.jspecify.annotations.NullMarked;
