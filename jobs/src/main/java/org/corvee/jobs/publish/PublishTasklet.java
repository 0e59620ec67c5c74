package org.corvee.jobs.publish;

import java.time.Clock;
import org.corvee.difference.NightChanges;
import org.corvee.home.DataHome;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.publish.Publication;
import org.corvee.publish.Seal;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Seals, verifies and swaps in the warehouse. */
@Component
public class PublishTasklet implements Tasklet {

    private final Publication publication;
    private final Inputs inputs;
    private final DataHome home;
    private final RefreshState state;
    private final Progress progress;
    private final Clock clock;

    PublishTasklet(
            Publication publication, Inputs inputs, DataHome home, RefreshState state, Progress progress, Clock clock) {
        this.publication = publication;
        this.inputs = inputs;
        this.home = home;
        this.state = state;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        String runId = String.valueOf(
                contribution.getStepExecution().getJobParameters().getString("run_id"));
        publication.seal(new Seal(
                runId,
                clock.instant(),
                inputs.unchanged(),
                inputs.files(),
                Inputs.code(),
                Inputs.version(),
                null,
                null));
        NightChanges changes = NightChanges.between(home.published(), publication.buildFile());
        publication.swap();
        state.published(changes);
        progress.line("publish", home.root().relativize(home.published()) + ", sealed and verified");
        return RepeatStatus.FINISHED;
    }
}
