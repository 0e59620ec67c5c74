/** What an operator can set: by a file in the data home, or by the environment, which goes first. */
@NullMarked
package org.corvee.jobs.settings;

import org.jspecify.annotations.NullMarked;
