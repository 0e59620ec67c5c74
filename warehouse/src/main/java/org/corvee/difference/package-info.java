/** What differs between two warehouse files, cell by cell, and why. */
@NullMarked
package org.corvee.difference;

import org.jspecify.annotations.NullMarked;
