package onsagerflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The packages of the library and the arrows between them.
@AnalyzeClasses(packages = "onsagerflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependenciesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("field")
          .definedBy("onsagerflow.field..")
          .layer("micro")
          .definedBy("onsagerflow.micro..")
          .layer("llg")
          .definedBy("onsagerflow.llg")
          .layer("atomistic")
          .definedBy("onsagerflow.atomistic")
          .layer("micromagnetic")
          .definedBy("onsagerflow.micromagnetic..")
          .layer("coarsen")
          .definedBy("onsagerflow.coarsen")
          .layer("meso")
          .definedBy("onsagerflow.meso..")
          .layer("estimate")
          .definedBy("onsagerflow.estimate..")
          .layer("rollout")
          .definedBy("onsagerflow.rollout")
          .layer("statistics")
          .definedBy("onsagerflow.statistics..")
          .layer("rare")
          .definedBy("onsagerflow.rare")
          .layer("io")
          .definedBy("onsagerflow.io..")
          .layer("jobs")
          .definedBy("onsagerflow.jobs")
          .whereLayer("jobs")
          .mayOnlyAccessLayers("field")
          .whereLayer("field")
          .mayNotAccessAnyLayer()
          .whereLayer("micro")
          .mayOnlyAccessLayers("field")
          .whereLayer("llg")
          .mayOnlyAccessLayers("field")
          .whereLayer("atomistic")
          .mayOnlyAccessLayers("llg", "field")
          .whereLayer("micromagnetic")
          .mayOnlyAccessLayers("io", "coarsen", "llg", "field")
          .whereLayer("coarsen")
          .mayOnlyAccessLayers("io", "micro", "llg", "field")
          .whereLayer("meso")
          .mayOnlyAccessLayers("field")
          .whereLayer("estimate")
          .mayOnlyAccessLayers("coarsen", "meso", "field")
          .whereLayer("rollout")
          .mayOnlyAccessLayers("meso", "field")
          .whereLayer("statistics")
          .mayOnlyAccessLayers("field")
          .whereLayer("rare")
          .mayOnlyAccessLayers("io", "statistics", "rollout", "coarsen", "micro", "meso", "field")
          .whereLayer("io")
          .mayOnlyAccessLayers("meso", "field");

  /// The rooms of transforms and of vectors stand on fields, and these know nothing of them; that
  /// of functions of numbers stands apart.
  @ArchTest
  static final ArchRule roomsOfTheFields =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.field")
          .layer("fourier")
          .definedBy("onsagerflow.field.fourier")
          .layer("vector")
          .definedBy("onsagerflow.field.vector")
          .layer("function")
          .definedBy("onsagerflow.field.function")
          .whereLayer("function")
          .mayNotAccessAnyLayer()
          .whereLayer("front")
          .mayNotAccessAnyLayer()
          .whereLayer("vector")
          .mayOnlyAccessLayers("front")
          .whereLayer("fourier")
          .mayOnlyAccessLayers("front");

  /// The spins stand on the rooms where they are kept, and these know nothing of them.
  @ArchTest
  static final ArchRule roomsOfTheSpins =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.micro")
          .layer("kac")
          .definedBy("onsagerflow.micro.kac")
          .layer("neighbour")
          .definedBy("onsagerflow.micro.neighbour")
          .layer("site")
          .definedBy("onsagerflow.micro.site")
          .whereLayer("site")
          .mayNotAccessAnyLayer()
          .whereLayer("kac")
          .mayOnlyAccessLayers("site")
          .whereLayer("neighbour")
          .mayOnlyAccessLayers("site")
          .whereLayer("front")
          .mayOnlyAccessLayers("kac", "neighbour", "site");

  /// The equations of vectors stand on those of scalars, and these know nothing of them.
  @ArchTest
  static final ArchRule roomOfTheEquations =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.meso")
          .layer("vector")
          .definedBy("onsagerflow.meso.vector")
          .whereLayer("front")
          .mayNotAccessAnyLayer()
          .whereLayer("vector")
          .mayOnlyAccessLayers("front");

  /// The contracts stand on the formats, these on the filters of chunks; fields of other programs
  /// stand beside, and the contracts know nothing of them.
  @ArchTest
  static final ArchRule roomsOfTheFiles =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.io")
          .layer("format")
          .definedBy("onsagerflow.io.format")
          .layer("filter")
          .definedBy("onsagerflow.io.filter")
          .layer("ovf")
          .definedBy("onsagerflow.io.ovf")
          .whereLayer("ovf")
          .mayOnlyAccessLayers("front", "format")
          .whereLayer("filter")
          .mayNotAccessAnyLayer()
          .whereLayer("format")
          .mayOnlyAccessLayers("filter")
          .whereLayer("front")
          .mayOnlyAccessLayers("format");

  /// Files of problems and the standard ones stand on problems, and these know nothing of them.
  @ArchTest
  static final ArchRule roomOfTheProblems =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.micromagnetic")
          .layer("file")
          .definedBy("onsagerflow.micromagnetic.file")
          .layer("standard")
          .definedBy("onsagerflow.micromagnetic.standard")
          .whereLayer("front")
          .mayNotAccessAnyLayer()
          .whereLayer("standard")
          .mayOnlyAccessLayers("front")
          .whereLayer("file")
          .mayOnlyAccessLayers("front");

  /// The rooms of the statistics stand on them, and they know nothing of these.
  @ArchTest
  static final ArchRule roomsOfTheStatistics =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.statistics")
          .layer("comparison")
          .definedBy("onsagerflow.statistics.comparison")
          .layer("domains")
          .definedBy("onsagerflow.statistics.domains")
          .layer("passage")
          .definedBy("onsagerflow.statistics.passage")
          .layer("vector")
          .definedBy("onsagerflow.statistics.vector")
          .whereLayer("front")
          .mayNotAccessAnyLayer()
          .whereLayer("comparison")
          .mayOnlyAccessLayers("front")
          .whereLayer("domains")
          .mayOnlyAccessLayers("front")
          .whereLayer("passage")
          .mayOnlyAccessLayers("front")
          .whereLayer("vector")
          .mayOnlyAccessLayers("front");

  /// The rooms of the estimate: the front learns, and what it stands on knows nothing of it.
  @ArchTest
  static final ArchRule roomsOfTheEstimate =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("exact")
          .definedBy("onsagerflow.estimate.exact")
          .layer("vector")
          .definedBy("onsagerflow.estimate.vector")
          .layer("front")
          .definedBy("onsagerflow.estimate")
          .layer("check")
          .definedBy("onsagerflow.estimate.check")
          .layer("baseline")
          .definedBy("onsagerflow.estimate.baseline")
          .layer("likelihood")
          .definedBy("onsagerflow.estimate.likelihood")
          .layer("equations")
          .definedBy("onsagerflow.estimate.equations")
          .layer("data")
          .definedBy("onsagerflow.estimate.data")
          .whereLayer("data")
          .mayNotAccessAnyLayer()
          .whereLayer("equations")
          .mayNotAccessAnyLayer()
          .whereLayer("likelihood")
          .mayOnlyAccessLayers("equations", "data")
          .whereLayer("baseline")
          .mayOnlyAccessLayers("equations", "data")
          .whereLayer("check")
          .mayOnlyAccessLayers("likelihood", "equations", "data")
          .whereLayer("front")
          .mayOnlyAccessLayers("check", "likelihood", "equations", "data")
          .whereLayer("vector")
          .mayOnlyAccessLayers("front", "likelihood", "equations", "data")
          .whereLayer("exact")
          .mayOnlyAccessLayers("vector", "front", "likelihood", "data");

  @ArchTest
  static final ArchRule coreKnowsNoNotebookAndNoScreen =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.dflib..", "org.knowm..", "tech.tablesaw..", "java.awt..", "javax.swing..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("onsagerflow.(*)..").should().beFreeOfCycles();
}
