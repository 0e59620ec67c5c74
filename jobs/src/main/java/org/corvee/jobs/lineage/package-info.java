/** OpenLineage events: what each run read and wrote, from the address of a publisher to the file of an export. */
@NullMarked
package org.corvee.jobs.lineage;

import org.jspecify.annotations.NullMarked;
