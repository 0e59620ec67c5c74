package org.corvee.jobs.normalize;

import org.corvee.format.PublishedFile;
import org.corvee.normalized.TableInParts;

/**
 * A table that is being made, in this process.
 *
 * @param file of its snapshot, opened
 */
record OpenTable(TableInParts table, PublishedFile file) {}
