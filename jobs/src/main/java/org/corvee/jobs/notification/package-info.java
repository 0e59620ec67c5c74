/** Telling people, once, that a run or a source went wrong or is right again. */
@NullMarked
package org.corvee.jobs.notification;

import org.jspecify.annotations.NullMarked;
