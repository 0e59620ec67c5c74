/** The documents behind numbers, in the formats that reference managers and LaTeX read. */
@NullMarked
package org.corvee.citation;

import org.jspecify.annotations.NullMarked;
