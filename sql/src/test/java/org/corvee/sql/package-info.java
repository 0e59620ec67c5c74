/** What holds for everything that a data person edits. */
@NullMarked
package org.corvee.sql;

import org.jspecify.annotations.NullMarked;
