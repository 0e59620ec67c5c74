package org.corvee.problem;

import java.util.ArrayList;
import java.util.List;

/** Gathers every problem of an input, so that its writer hears of all of them at once. Not for use by two threads. */
public final class Problems {

    private final List<Problem> list = new ArrayList<>();

    public void add(Problem problem) {
        list.add(problem);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(list);
    }

    /**
     * Throws when there is anything to tell.
     *
     * @throws ProblemException with every problem gathered so far
     */
    public void throwIfAny() {
        if (!list.isEmpty()) {
            throw new ProblemException(list);
        }
    }
}
