package onsagerflow.cli.validate;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import onsagerflow.cli.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every third case of the survey, on small systems: takes two minutes.
@Tag("survey")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurveyThirdTest {

  private SurveySummary summary;

  @BeforeAll
  void survey(@TempDir Path folder) {
    var out = folder.resolve("third.csv");
    Outcome.of("survey --scale smoke --every 3 --quiet --out " + out);
    summary = new SurveySummary(SurveyFile.open(out, SurveyDesign.smoke()).rows());
  }

  @Test
  void everyFitSettlesOrIsRefusedForATrueReason() {
    long cases = summary.rows().stream().map(SurveyRow::caseNumber).distinct().count();
    assertEquals(Math.ceilDiv(SurveyDesign.smoke().size(), 3), cases);
    var failed = summary.failures().stream().map(SurveyRow::caseNumber).collect(toSet());
    assertEquals(Set.of(), failed, "\n" + summary.complaints());
  }

  /// The intervals of one function in one fit go together: those of K(m, φ) as if they were 3.
  @ParameterizedTest
  @CsvSource({"J, 20", "s', 4", "'K(m, φ)', 3"})
  void intervalsHoldTheTruthAsOftenAsTheySay(String function, int independent) {
    var coverage = summary.coverage(function);
    double error = Math.sqrt(0.95 * 0.05 / (independent * coverage.cases()));
    assertTrue(coverage.cases() >= 12, "cases: " + coverage.cases());
    assertEquals(0.95, coverage.mean(), 0.015 + 3 * error, coverage.toString());
  }

  /// 1.2 of the Cramér–Rao bound, with the scatter of a mean square of so many.
  @ParameterizedTest
  @CsvSource({"J, 20", "s', 4", "'K(m, φ)', 3"})
  void errorsAreNearTheBound(String function, int independent) {
    int cases = summary.coverage(function).cases();
    double error = Math.sqrt(2.0 / (independent * cases));
    double limit = 1.2 * Math.sqrt(1 + 3 * error);
    assertTrue(summary.overBound(function) < limit, summary.overBound(function) + " over " + limit);
  }
}
