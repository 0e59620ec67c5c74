/** The nightly job: its flow, its recovery after a crash and its outcome. */
@NullMarked
package org.corvee.jobs.refresh;

import org.jspecify.annotations.NullMarked;
