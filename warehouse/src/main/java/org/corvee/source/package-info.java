/**
 * What a source is: its folder, its descriptor and the columns that its publisher ships. No source is known by name
 * here.
 */
@NullMarked
package org.corvee.source;

import org.jspecify.annotations.NullMarked;
