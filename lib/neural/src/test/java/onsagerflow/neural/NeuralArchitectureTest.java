package onsagerflow.neural;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Where ND4J ends.
@AnalyzeClasses(
    packages = "onsagerflow.neural",
    importOptions = ImportOption.DoNotIncludeTests.class)
class NeuralArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheLikelihoodAndItsThreadsKnowNd4j =
      noClasses()
          .that()
          .doNotHaveSimpleName("Likelihood")
          .and()
          .doNotHaveSimpleName("Workers")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.nd4j..");

  @ArchTest
  static final ArchRule noFileIsReadHere =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("onsagerflow.io..");
}
