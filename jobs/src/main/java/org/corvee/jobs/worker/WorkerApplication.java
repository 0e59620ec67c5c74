package org.corvee.jobs.worker;

import org.corvee.jobs.normalize.NormalizeWorkerConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The Spring side of a worker: the job repository and what does a partition. */
@EnableAutoConfiguration
@Import(NormalizeWorkerConfiguration.class)
class WorkerApplication {}
