/** What all stages of a refresh share: what was asked for, what was found out so far, and how a person is told. */
@NullMarked
package org.corvee.jobs.stage;

import org.jspecify.annotations.NullMarked;
