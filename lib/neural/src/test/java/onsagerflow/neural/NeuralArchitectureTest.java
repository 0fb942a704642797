package onsagerflow.neural;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import onsagerflow.io.Checkpoint;
import org.nd4j.autodiff.samediff.SameDiff;

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
  static final ArchRule noFileButTheCheckpointIsReadHere =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("onsagerflow.io..").and(not(belongToAnyOf(Checkpoint.class))));

  /// It is the whole process's.
  @ArchTest
  static final ArchRule systemOutIsNobodysToSwap =
      noClasses().should().callMethod(System.class, "setOut", PrintStream.class);

  /// Which prints a line for each operation.
  @ArchTest
  static final ArchRule nobodyHasGradientsMadeAloud =
      noClasses().should().callMethod(SameDiff.class, "createGradFunction", String[].class);
}
