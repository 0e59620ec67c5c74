package org.corvee.load;

import java.util.List;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.problem.Drift;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Why a snapshot of a source is not loaded, or why none could be taken.
 *
 * @param snapshot that is refused; null when it is none
 * @param text for a person; the same as long as nothing changes, since it decides whether there is anything to build
 * @param drifts what differs from what was known; empty when it is another failure
 */
public record Refusal(@Nullable Sha256 snapshot, String text, List<Drift> drifts) {

    /** In the names of files that are written aside: another one every time. */
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    public Refusal {
        drifts = List.copyOf(drifts);
    }

    /**
     * What a failure says. Of differences the first is told and where to see all of them, so that the text stays one line.
     *
     * @param source its id
     * @param snapshot that is refused; null when it is none
     */
    public static Refusal of(String source, @Nullable Sha256 snapshot, Throwable failure) {
        Throwable cause = ProblemException.under(failure);
        String message = (cause.getMessage() == null ? cause.toString() : cause.getMessage()).replaceAll(UUID, "…");
        if (!(cause instanceof ProblemException problems)) {
            return new Refusal(snapshot, message, List.of());
        }
        List<Drift> drifts = problems.problems().stream()
                .flatMap(problem -> Stream.ofNullable(problem.drift()))
                .toList();
        return new Refusal(snapshot, drifts.isEmpty() ? message : firstOf(source, problems.problems()), drifts);
    }

    private static String firstOf(String source, List<Problem> problems) {
        String others = problems.size() == 1 ? "" : "and " + (problems.size() - 1) + " more; ";
        return problems.get(0) + " (" + others + "see ./corvee drift " + source + ")";
    }
}
