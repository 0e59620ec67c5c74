/** Marts as SDMX: the data as SDMX-CSV and its structure as SDMX-ML. */
@NullMarked
package org.corvee.sdmx;

import org.jspecify.annotations.NullMarked;
