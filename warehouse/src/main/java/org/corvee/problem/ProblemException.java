package org.corvee.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Something a person can mend: bad input, not a fault of the program. Its message is shown as it is, without a trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    public ProblemException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** What lies under a failure that frameworks wrapped: the problem inside it, or its first cause when it has none. */
    public static Throwable under(Throwable failure) {
        List<Throwable> causes = Causes.of(failure);
        return causes.stream()
                .filter(ProblemException.class::isInstance)
                .findFirst()
                .orElse(causes.get(causes.size() - 1));
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        return problems.size() + " problems:\n"
                + problems.stream().map(problem -> "- " + problem).collect(Collectors.joining("\n"));
    }
}
