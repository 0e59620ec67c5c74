package org.corvee.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The wiring knows the engine, the engine does not know the wiring, and only a refresh and its workers need Spring. */
@AnalyzeClasses(packages = "org.corvee", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ENGINE_HAS_NO_SPRING = noClasses()
            .that()
            .resideInAPackage("org.corvee..")
            .and()
            .resideOutsideOfPackage("org.corvee.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.corvee.jobs..");

    @ArchTest
    static final ArchRule COMMANDS_THAT_READ_DO_NOT_START_SPRING = noClasses()
            .that()
            .resideInAPackage("org.corvee.jobs.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_THE_REFRESH_COMMAND_AND_THE_WORKER_COMMAND_KNOW_THE_JOB = noClasses()
            .that()
            .resideInAPackage("org.corvee.jobs.command..")
            .and()
            .doNotHaveSimpleName("RefreshCommand")
            .and()
            .doNotHaveSimpleName("WorkerCommand")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.corvee.jobs.refresh..", "org.corvee.jobs.stage..", "org.corvee.jobs.worker..");

    @ArchTest
    static final ArchRule STAGES_HAVE_NO_CYCLE =
            slices().matching("org.corvee.jobs.(*)..").should().beFreeOfCycles();
}
