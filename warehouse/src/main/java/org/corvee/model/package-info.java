/** Marts, exports and checks as bare SELECTs with a descriptor beside each; the order of building comes from the SQL. */
@NullMarked
package org.corvee.model;

import org.jspecify.annotations.NullMarked;
