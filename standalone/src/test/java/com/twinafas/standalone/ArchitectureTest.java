package com.twinafas.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

import com.twinafas.afas.Afas;

/** What the parts of the house may know of each other; the drawing of the design as rules. */
@AnalyzeClasses(packages = "com.twinafas", importOptions = {ImportOption.DoNotIncludeTests.class,
        ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** What other modules share of their tests comes as a jar of its own. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** Packages that know neither Spring nor Kafka nor HTTP; a package of a service is one unless it says what it is. */
    private static final DescribedPredicate<JavaClass> DOMAIN = describe("are of the domain",
            type -> anyOf(type, "com.twinafas.mapper..", "com.twinafas.writer..", "com.twinafas.poller..",
                    "com.twinafas.reader..", "com.twinafas.schemas.update..", "com.twinafas.schemas.key..",
                    "com.twinafas.schemas.failure..",
                    "com.twinafas.notifier.cause..", "com.twinafas.notifier.notice..")
                    && !anyOf(type, "com.twinafas.mapper", "com.twinafas.mapper.engine..",
                            "com.twinafas.mapper.replay..", "com.twinafas.writer",
                            "com.twinafas.writer.ownership..", "com.twinafas.writer.kafka..", "com.twinafas.poller",
                            "com.twinafas.poller.kafka..", "com.twinafas.reader", "com.twinafas.reader.kafka.."));

    private static final DescribedPredicate<JavaClass> HTTP_CLIENT = describe("are an HTTP client",
            type -> anyOf(type, "java.net.http..", "reactor.netty.http.client..",
                    "org.springframework.web.reactive.function.client..", "org.springframework.web.client..")
                    || Set.of("java.net.URLConnection", "java.net.HttpURLConnection").contains(type.getName()));

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("com.twinafas.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule domainKnowsNeitherSpringNorKafkaNorHttp = noClasses().that(DOMAIN).should()
            .dependOnClassesThat(describe("are of Spring, Kafka or HTTP",
                    type -> anyOf(type, "org.springframework..", "org.apache.kafka..", "reactor.netty.http..",
                            "com.twinafas.pipeline.kafka..") || HTTP_CLIENT.test(type)));

    @ArchTest
    static final ArchRule onlyClientsSpeakHttp = noClasses().that()
            .resideOutsideOfPackages("com.twinafas.twinfield..", "com.twinafas.afas..",
                    "com.twinafas.schemas.registry..",
                    "com.twinafas.notifier.channel..", "com.twinafas.standalone..")
            .should().dependOnClassesThat(HTTP_CLIENT);

    @ArchTest
    static final ArchRule clientsKnowNoKafka = noClasses().that()
            .resideInAnyPackage("com.twinafas.twinfield..", "com.twinafas.afas..").should().dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "com.twinafas.pipeline..");

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = slices()
            .matching("com.twinafas.(poller|mapper|writer|reader|notifier|twinfield|afas)..").should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("com.twinafas.poller.."), resideInAPackage("com.twinafas.twinfield.."))
            // Of the poller only what holds both systems against each other knows AFAS.
            .ignoreDependency(
                    resideInAnyPackage("com.twinafas.poller", "com.twinafas.poller.reconciliation..",
                            "com.twinafas.poller.kafka.."),
                    resideInAPackage("com.twinafas.afas.."))
            .ignoreDependency(resideInAPackage("com.twinafas.mapper.."), resideInAPackage("com.twinafas.twinfield.."))
            .ignoreDependency(resideInAPackage("com.twinafas.writer.."), resideInAPackage("com.twinafas.afas.."))
            .ignoreDependency(resideInAPackage("com.twinafas.reader.."), resideInAPackage("com.twinafas.afas.."));

    @ArchTest
    static final ArchRule nothingKnowsTheProcessAroundIt = noClasses().that()
            .resideOutsideOfPackages("com.twinafas.standalone..", "com.twinafas.simulators..").should()
            .dependOnClassesThat().resideInAnyPackage("com.twinafas.standalone..", "com.twinafas.simulators..");

    @ArchTest
    static final ArchRule servicesDoNotKnowTheServer = noClasses().that()
            .resideOutsideOfPackages("com.twinafas.standalone..", "com.twinafas.server..").should()
            .dependOnClassesThat().resideInAPackage("com.twinafas.server..");

    @ArchTest
    static final ArchRule simulatorsShareNoCodeWithWhatTheyTest = noClasses().that()
            .resideInAPackage("com.twinafas.simulators..").should().dependOnClassesThat()
            .resideInAnyPackage("com.twinafas.twinfield..", "com.twinafas.afas..", "com.twinafas.pipeline..",
                    "com.twinafas.poller..", "com.twinafas.mapper..", "com.twinafas.writer..",
                    "com.twinafas.reader..");

    @ArchTest
    static final ArchRule nothingUsesJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule onlyTheLauncherPrints = noClasses().that().resideOutsideOfPackage("com.twinafas.standalone..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule packagesAreNamedForWhatTheyAreAbout = noClasses().should().resideInAnyPackage("..util..",
            "..common..", "..dto..", "..impl..", "..service..", "..helper..");

    @ArchTest
    static final ArchRule fieldsAreNotInjected = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static void exactlyOneClassCommitsToAfas(JavaClasses classes) {
        Set<String> committing = classes.stream().flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTarget().getName().equals("write")
                        && call.getTargetOwner().isAssignableTo(Afas.class))
                .map(JavaAccess::getOriginOwner).filter(type -> !anyOf(type, "com.twinafas.afas.."))
                .map(ArchitectureTest::outermost).collect(Collectors.toSet());

        assertThat(committing).hasSize(1);
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<String> unmarked = classes.stream().map(JavaClass::getPackage)
                .filter(held -> !held.getName().startsWith("com.twinafas.schemas.avro"))
                .filter(held -> !held.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName)
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    private static boolean anyOf(JavaClass type, String... packages) {
        return Arrays.stream(packages).anyMatch(name -> resideInAPackage(name).test(type));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
