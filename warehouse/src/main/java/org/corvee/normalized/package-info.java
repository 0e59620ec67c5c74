/**
 * Typed rows as Parquet, with the publisher's own column names and the provenance in the footer. Written aside, moved
 * into place when complete.
 */
@NullMarked
package org.corvee.normalized;

import org.jspecify.annotations.NullMarked;
