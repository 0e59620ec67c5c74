package org.corvee.visit;

import java.time.Instant;

/**
 * Visits one after the other that found the same.
 *
 * @param file the name under which answers to the request are kept
 * @param finding what they found
 * @param since the first of them
 * @param until the last of them
 */
public record Spell(String file, Finding finding, Instant since, Instant until) {

    /** The same spell as it was known at a time within it. */
    Spell endingBy(Instant time) {
        return until.isAfter(time) ? new Spell(file, finding, since, time) : this;
    }
}
