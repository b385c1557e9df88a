package dev.portico.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.portico.gateway.exchange.Gate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines between the packages of the library, and what is said of all of its code. */
class ArchitectureTest {

    private static final String ROOT = "dev.portico.gateway";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    /** Which of the other packages each package may import. The root and edge are not in here. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("problem", List.of()),
            Map.entry("redis", List.of()),
            Map.entry("exchange", List.of("problem")),
            Map.entry("routing", List.of("problem", "exchange")),
            Map.entry("identity", List.of("problem", "exchange", "redis")),
            Map.entry("admission", List.of("problem", "exchange", "redis")),
            Map.entry("cache", List.of("problem", "exchange", "redis")),
            Map.entry("shaping", List.of("problem", "exchange")),
            Map.entry("upstream", List.of("problem", "exchange")),
            Map.entry("browser", List.of("problem", "exchange")),
            Map.entry("composition", List.of("problem", "exchange")),
            Map.entry("telemetry", List.of("problem", "exchange"))));

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream();
    }

    @Test
    void there_is_something_to_look_at() {
        assertThat(LIBRARY.size()).isGreaterThan(50);
        assertThat(LIBRARY).noneMatch(each -> each.getSimpleName().endsWith("Test"));
    }

    @Test
    void every_package_has_its_place() {
        var known = Stream.concat(packages().map(ArchitectureTest::below), Stream.of(ROOT, below("edge")))
                .toArray(String[]::new);
        check(classes()
                .should()
                .resideInAnyPackage(known)
                .because("a package without a line in the architecture has no rule for what it may import"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void packages_beside_each_other_do_not_import_each_other(String name) {
        var allowed = Stream.concat(Stream.of(name), MAY_IMPORT.getOrDefault(name, List.of()).stream())
                .map(ArchitectureTest::below)
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage(below(name))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(allowed)))
                .because("each package stands on the exchange alone and can be read, tested and replaced on its own"));
    }

    @Test
    void the_root_does_not_know_the_edge() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(below("edge"))
                .because("a table can be compiled and checked without a server"));
    }

    @Test
    void types_of_the_server_and_of_clients_stay_where_bytes_are_moved() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(below("edge"), below("upstream"), below("redis"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.http..", "io.vertx.core.net..", "io.vertx.ext..")
                .because("gates and screens decide on values; only edge, upstream and redis talk to sockets"));
    }

    @Test
    void injection_happens_where_things_are_assembled() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(below("edge"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..", "jakarta.ws.rs..", "io.quarkus.arc..")
                .because("everything but edge is made with constructors and can be tested without a container"));
    }

    @Test
    void names_say_the_act_or_the_thing() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .because("such a name says that nobody knew what the type is for"));
    }

    @Test
    void nothing_is_written_past_the_log() {
        check(noClasses().should(ACCESS_STANDARD_STREAMS).because("operators read the log, not the console"));
    }

    @Test
    void there_is_one_logging_api() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("there is one logging API, JBoss Logging, and one place to configure it"));
    }

    @Test
    void nobody_sleeps() {
        check(noClasses()
                .should()
                .callMethodWhere(describe(
                        "the target is Thread.sleep",
                        call -> call.getName().equals("sleep")
                                && call.getTargetOwner().isAssignableTo(Thread.class)))
                .because("an event loop that sleeps serves nobody; timers are for waiting"));
    }

    @Test
    void gates_are_final() {
        check(classes()
                .that()
                .implement(Gate.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("a gate is one decision; another decision is another gate"));
    }

    @Test
    void every_package_is_null_marked() {
        check(classes()
                .should(be(DescribedPredicate.<JavaClass>describe(
                        "in a @NullMarked package", each -> each.getPackage().isAnnotatedWith(NullMarked.class))))
                .because("NullAway looks only where a package says so"));
    }

    private static String below(String name) {
        return ROOT + "." + name + "..";
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(LIBRARY);
    }
}
