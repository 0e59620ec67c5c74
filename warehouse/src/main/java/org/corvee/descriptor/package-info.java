/**
 * Strict reading of the YAML files that a data person edits: each key is asked for, and what nobody asked for is a
 * problem. All problems of a file are gathered, with the line of each.
 */
@NullMarked
package org.corvee.descriptor;

import org.jspecify.annotations.NullMarked;
