/** What each refresh did, as pages to read; made from the records of the runs alone. */
@NullMarked
package org.corvee.report;

import org.jspecify.annotations.NullMarked;
