/** Dated, numbered releases that are never changed: the warehouse, its tables as files, and everything that describes them. */
@NullMarked
package org.corvee.release;

import org.jspecify.annotations.NullMarked;
