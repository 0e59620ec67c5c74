package org.corvee.model;

import java.util.List;

/**
 * What a check found.
 *
 * @param name unique among all checks
 * @param question the sentence that must be true
 * @param blocks whether a warehouse that breaks it may not be published; otherwise it is only told
 * @param violations how many rows break it
 * @param sample a few of them, as text
 */
public record CheckResult(String name, String question, boolean blocks, long violations, List<String> sample) {

    public CheckResult {
        sample = List.copyOf(sample);
    }

    public boolean holds() {
        return violations == 0;
    }
}
