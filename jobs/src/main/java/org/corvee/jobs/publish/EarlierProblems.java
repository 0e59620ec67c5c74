package org.corvee.jobs.publish;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.load.Refusal;
import org.corvee.publish.Publication;
import org.corvee.source.SourceCatalog;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is wrong with sources before they are loaded: what snapshot and normalize found tonight, and, for a source that
 * was not asked for, what was wrong with it before. It is part of what the warehouse says, so a problem that comes or goes
 * makes a new one.
 */
@Component
public class EarlierProblems {

    private final RefreshRequest request;
    private final SourceCatalog catalog;
    private final RefreshState state;
    private final Publication publication;

    EarlierProblems(RefreshRequest request, SourceCatalog catalog, RefreshState state, Publication publication) {
        this.request = request;
        this.catalog = catalog;
        this.state = state;
        this.publication = publication;
    }

    /** By source id, in alphabetical order. */
    public Map<String, List<Refusal>> bySource() {
        Map<String, List<Refusal>> problems = new TreeMap<>(state.problems());
        try {
            publication.publishedProblems().forEach((source, problem) -> {
                boolean leftOut = catalog.find(source)
                        .filter(wanted -> !request.includes(wanted))
                        .isPresent();
                if (leftOut) {
                    problems.putIfAbsent(source, List.of(new Refusal(null, problem, List.of())));
                }
            });
        } catch (SQLException e) {
            LoggerFactory.getLogger(EarlierProblems.class).warn("cannot read the published file", e);
        }
        return problems;
    }
}
