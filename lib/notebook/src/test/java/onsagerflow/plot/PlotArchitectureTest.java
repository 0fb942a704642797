package onsagerflow.plot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.knowm.xchart.SwingWrapper;

/// What the plot package must not touch.
@AnalyzeClasses(packages = "onsagerflow.plot", importOptions = ImportOption.DoNotIncludeTests.class)
class PlotArchitectureTest {

  @ArchTest
  static final ArchRule noWindowOpens =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.swing..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SwingWrapper.class);

  @ArchTest
  static final ArchRule onlyTheExtensionKnowsTheKernel =
      noClasses()
          .that()
          .haveNameNotMatching(".*ChartExtension.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dflib..");
}
