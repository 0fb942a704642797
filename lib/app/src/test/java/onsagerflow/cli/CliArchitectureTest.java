package onsagerflow.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The rooms of the commands and the arrows between them.
@AnalyzeClasses(packages = "onsagerflow.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class CliArchitectureTest {

  /// The front finds the commands, these stand on what they share, and it knows none of them.
  @ArchTest
  static final ArchRule roomsOfTheCommands =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("front")
          .definedBy("onsagerflow.cli")
          .layer("simulate")
          .definedBy("onsagerflow.cli.simulate")
          .layer("learn")
          .definedBy("onsagerflow.cli.learn")
          .layer("rollout")
          .definedBy("onsagerflow.cli.rollout")
          .layer("statistics")
          .definedBy("onsagerflow.cli.statistics")
          .layer("flips")
          .definedBy("onsagerflow.cli.flips")
          .layer("validate")
          .definedBy("onsagerflow.cli.validate")
          .layer("files")
          .definedBy("onsagerflow.cli.files")
          .layer("command")
          .definedBy("onsagerflow.cli.command")
          .whereLayer("front")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command")
          .mayNotAccessAnyLayer()
          .whereLayer("files")
          .mayOnlyAccessLayers("command")
          .whereLayer("simulate")
          .mayOnlyAccessLayers("command")
          .whereLayer("learn")
          .mayOnlyAccessLayers("command")
          .whereLayer("rollout")
          .mayOnlyAccessLayers("command")
          .whereLayer("statistics")
          .mayOnlyAccessLayers("command")
          .whereLayer("flips")
          .mayOnlyAccessLayers("simulate", "rollout", "command")
          .whereLayer("validate")
          .mayOnlyAccessLayers("simulate", "learn", "command");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("onsagerflow.cli.(*)..").should().beFreeOfCycles();
}
