/** The program: its entry and what all commands share. */
@NullMarked
package org.corvee.jobs;

import org.jspecify.annotations.NullMarked;
