/** The memory of the web: what every visit to a publisher found, kept as spells in which nothing changed. */
@NullMarked
package org.corvee.visit;

import org.jspecify.annotations.NullMarked;
