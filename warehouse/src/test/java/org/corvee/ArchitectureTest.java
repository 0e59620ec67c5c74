package org.corvee;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /**
     * The packages in the direction of the data. A package may use those before it and none after it: a snapshot knows
     * nothing of formats, a format nothing of Parquet, and only what reads the published file comes after publishing.
     */
    private static final List<String> FLOW = List.of(
            "phrase",
            "problem",
            "digest",
            "home",
            "descriptor",
            "duckdb",
            "source",
            "snapshot",
            "visit",
            "fetch",
            "format",
            "normalized",
            "load",
            "model",
            "publish",
            "run",
            "document",
            "chart",
            "citation",
            "export",
            "query",
            "build",
            "difference",
            "report",
            "codebook",
            "sdmx",
            "release");

    /** Stages next to each other in the flow that must all the same not know each other. */
    private static final List<List<String>> STRANGERS = List.of(
            List.of("source", "duckdb"),
            List.of("snapshot", "source"),
            List.of("snapshot", "duckdb"),
            List.of("format", "snapshot"),
            List.of("format", "duckdb"),
            List.of("normalized", "snapshot"),
            List.of("model", "load"),
            List.of("model", "normalized"),
            List.of("model", "snapshot"),
            List.of("model", "source"),
            List.of("publish", "model"),
            List.of("publish", "normalized"),
            List.of("export", "load"),
            List.of("export", "normalized"),
            List.of("export", "snapshot"),
            List.of("query", "load"));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.corvee");

    @Test
    void engineKnowsNoSpring() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..")
                .because("the engine is plain Java; wiring is the business of jobs")
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.corvee.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void onlyThePackagesOfTheFlowExist() {
        assertThat(MAIN.getPackage("org.corvee").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(FLOW);
        assertThat(MAIN.getPackage("org.corvee").getClasses()).isEmpty();
    }

    @Test
    void packagesFollowTheFlow() {
        for (int i = 0; i < FLOW.size() - 1; i++) {
            String[] later = FLOW.subList(i + 1, FLOW.size()).stream()
                    .map(name -> "org.corvee." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.corvee." + FLOW.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .because("data flows one way")
                    .check(MAIN);
        }
    }

    @Test
    void stagesThatOnlyFollowEachOtherDoNotKnowEachOther() {
        for (List<String> pair : STRANGERS) {
            noClasses()
                    .that()
                    .resideInAPackage("org.corvee." + pair.get(0) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.corvee." + pair.get(1) + "..")
                    .because("each stage reads what the one before it wrote, not its code")
                    .check(MAIN);
        }
    }

    @Test
    void packagesOfThatNameAreNeverMade() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..manager..", "..dto..")
                .because("packages are the nouns of the flow")
                .check(MAIN);
    }
}
