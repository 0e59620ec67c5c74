package org.corvee.jobs.refresh;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Spring side of the program; started by {@link Refresh} alone. */
@SpringBootApplication(scanBasePackages = "org.corvee.jobs")
class RefreshApplication {}
