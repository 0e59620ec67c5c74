/** When the program does its work by itself: the schedules, the scheduler that runs them, and files for other schedulers. */
@NullMarked
package org.corvee.jobs.schedule;

import org.jspecify.annotations.NullMarked;
