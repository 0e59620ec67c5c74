/** What each refresh did, kept beside the warehouse so that a night without a new warehouse is remembered too. */
@NullMarked
package org.corvee.run;

import org.jspecify.annotations.NullMarked;
