/** The database of the scheduler and the workers. */
@NullMarked
package org.corvee.jobs.database;

import org.jspecify.annotations.NullMarked;
