/** One machine to many: the parts of a night lie in a table, and every process that shares it takes some. */
@NullMarked
package org.corvee.jobs.worker;

import org.jspecify.annotations.NullMarked;
