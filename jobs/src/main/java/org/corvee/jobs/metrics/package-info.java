/** What Prometheus reads of the runs: from a file after each of them, or from a port while the scheduler runs. */
@NullMarked
package org.corvee.jobs.metrics;

import org.jspecify.annotations.NullMarked;
