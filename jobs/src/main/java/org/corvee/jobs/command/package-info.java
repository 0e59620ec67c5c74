/** The command line. Commands that only read do not start Spring. */
@NullMarked
package org.corvee.jobs.command;

import org.jspecify.annotations.NullMarked;
