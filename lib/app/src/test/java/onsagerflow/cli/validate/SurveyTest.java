package onsagerflow.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import onsagerflow.cli.Outcome;
import onsagerflow.io.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyTest {

  private static final String SURVEY = "survey --scale smoke --quiet ";

  /// 20 pairs of 16 x 16 blocks.
  private static final int QUICK = 22;

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("s.csv");
  }

  private List<SurveyRow> rows(Path file) {
    return SurveyFile.open(file, SurveyDesign.smoke()).rows();
  }

  /// The cells that do not depend on how busy the machine is.
  private static String lasting(SurveyRow row) {
    return row.line(SurveyMeasurement.COLUMNS.stream().filter(c -> !c.equals("seconds")).toList());
  }

  /// The commands that a case prints make the model that the survey judged: here an ellipse from a
  /// file, and nearest neighbours.
  @ParameterizedTest
  @ValueSource(ints = {27, 37})
  void printedCommandsMakeTheSameModel(int number) {
    assertEquals(0, Outcome.of(SURVEY + "--case " + number + " --out " + out()).code());
    var row = rows(out()).getFirst();
    var shown = Outcome.of(SURVEY + "--case " + number + " --show");
    for (String command : shown.out().lines().filter(l -> !l.startsWith("#")).toList()) {
      var words =
          java.util.Arrays.stream(command.split(" ", -1))
              .skip(1)
              .map(w -> w.matches(".*\\.(h5|json|txt)") ? folder.resolve(w).toString() : w)
              .toList();
      var outcome = Outcome.of(words);
      assertEquals(0, outcome.code(), command + "\n" + outcome.err());
    }
    var model = ModelFile.read(folder.resolve("case-" + number + ".json"));
    assertEquals(row.number("total"), model.kernel().total(), 1e-4 * Math.abs(row.number("total")));
    assertEquals(row.text("pairsUsed"), String.valueOf(model.diagnostics().get("framePairs")));
  }

  @Test
  void finishedCasesAreKeptAndNotDoneAgain() throws IOException {
    assertEquals(0, Outcome.of(SURVEY + "--case " + QUICK + " --out " + out()).code());
    String first = Files.readAllLines(out()).get(1);
    var more = Outcome.of(SURVEY + "--cases 15," + QUICK + " --out " + out());
    assertEquals(0, more.code(), more.err());
    var lines = Files.readAllLines(out());
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("15,"), lines.get(1));
    assertEquals(first, lines.get(2)); // with the seconds it took then

    Files.writeString(out(), Files.readString(out()).replace("22,0,0.8,0.8", "22,0,0.9,0.9"));
    var other = Outcome.of(SURVEY + "--case 15 --out " + out());
    assertEquals(2, other.code());
    assertTrue(other.err().contains("line 3: case 22 is another one"), other.err());
    assertEquals(0, Outcome.of(SURVEY + "--case 15 --force --out " + out()).code());
    assertEquals(2, Files.readAllLines(out()).size());
  }

  @Test
  void interruptedItGoesOnAndThreadsChangeNothing() throws InterruptedException {
    String command = SURVEY + "--case " + QUICK + " --sets 3 --out ";
    var answer = new CompletableFuture<Outcome>();
    var thread = new Thread(() -> answer.complete(Outcome.of(command + out() + " --threads 1")));
    thread.start();
    while (!Files.exists(out()) && thread.isAlive()) {
      Thread.sleep(1);
    }
    thread.interrupt();
    var outcome = answer.join();
    assertEquals(130, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("the same command goes on"), outcome.err());
    int kept = rows(out()).size();
    assertTrue(kept >= 1 && kept < 3, "kept " + kept);

    Outcome.of(command + out() + " --threads 2");
    var whole = folder.resolve("whole.csv");
    Outcome.of(command + whole + " --threads 3");
    assertEquals(
        rows(whole).stream().map(SurveyTest::lasting).toList(),
        rows(out()).stream().map(SurveyTest::lasting).toList());
    assertEquals(3, rows(out()).size());
  }

  @Test
  void jobsOfAClusterMeasureTheSame() {
    String command = SURVEY + "--case " + QUICK + " --sets 2 --out ";
    var jobs = folder.resolve("jobs.csv");
    assertEquals(0, Outcome.of(command + out()).code());
    assertEquals(0, Outcome.of(command + jobs + " --engine spark").code());
    assertEquals(2, rows(jobs).size());
    assertEquals(
        rows(out()).stream().map(SurveyTest::lasting).toList(),
        rows(jobs).stream().map(SurveyTest::lasting).toList());
  }

  @Test
  void setsAreIndependent() {
    Outcome.of(SURVEY + "--case " + QUICK + " --sets 2 --out " + out());
    var rows = rows(out());
    assertEquals(List.of(0, 1), rows.stream().map(SurveyRow::set).toList());
    assertFalse(rows.get(0).text("total").equals(rows.get(1).text("total")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cases 0 | --cases must lie between 1 and",
        "--cases 7-3 | --cases must lie between 1 and",
        "--cases 9999 | got 9999",
        "--cases 1,x | got 'x'",
        "--cases 1-3 --from 3 | --from 3 leaves no case of 3",
        "--every 0 | --every must be at least 1, got 0",
        "--sets 0 | --sets must be at least 1, got 0",
        "--threads 0 | --threads must be at least 1, got 0",
        "--cases 1-2 --write-kernel k.txt | --write-kernel takes one --case, got 2 cases",
        "--case 37 --write-kernel k.txt | nearest neighbours and no kernel"
      })
  void badOptionsAreRefusedInOneLine(String options, String words) {
    var outcome = Outcome.of(SURVEY + options + " --out " + out());
    assertEquals(2, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains(words), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void textOfCellsSurvivesTheTable() {
    String cell = "settled, \"so\" it says; K(m, φ)";
    var row = new SurveyRow(java.util.Map.of("a", "1", "b", cell, "c", ""));
    var columns = List.of("a", "b", "c");
    assertEquals(List.of("1", cell, ""), SurveyRow.parse(row.line(columns)));
  }

  /// A message is believed only if the data bear it out.
  @Test
  void refusalsAreTrueOnlyOfSuchData() {
    var design = SurveyDesign.smoke();
    var many = design.get(2); // T = 3, 24 000 cells
    var few = design.get(QUICK - 1).sized(128, 16, 1);
    String message = "too few data: 12 cells";
    assertFalse(TrueReason.of(message, many, SurveyData.record(many, 0)).isPresent());
    assertEquals(
        TrueReason.TOO_FEW, TrueReason.of(message, few, SurveyData.record(few, 0)).orElseThrow());
    assertFalse(TrueReason.of("the fit ran away", few, SurveyData.record(few, 0)).isPresent());
    assertFalse(TrueReason.of("cells are saturated", many, SurveyData.record(many, 0)).isPresent());
  }

  @Test
  void summaryTellsWhatFailedAndPoolsTheRest() {
    var row = new java.util.LinkedHashMap<String, String>(java.util.Map.of("smoothness", "none"));
    SurveyDesign.AXES.forEach(axis -> row.putIfAbsent(axis, "x"));
    row.put("exact", "true");
    var rows =
        IntStream.range(0, 4)
            .mapToObj(
                i -> {
                  row.put("case", String.valueOf(i));
                  row.put("outcome", i == 3 ? "failed" : "settled");
                  row.put("message", i == 3 ? "the fit ran away" : "");
                  row.put("J coverage", i == 3 ? "" : String.valueOf(0.9 + 0.05 * i));
                  row.put("J overBound", i == 3 ? "" : String.valueOf(1 + i));
                  return new SurveyRow(row);
                })
            .toList();
    var summary = new SurveySummary(rows);
    var coverage = summary.coverage("J");
    assertEquals(3, coverage.cases());
    assertEquals(0.95, coverage.mean(), 1e-12);
    assertEquals(0.05 / Math.sqrt(3), coverage.standardError(), 1e-12);
    assertEquals(Math.sqrt(14 / 3.), summary.overBound("J"), 1e-12);
    assertEquals(1, summary.failures().size());
    assertTrue(summary.complaints().startsWith("case 3 "), summary.complaints());
    String all = summary.text().lines().toList().get(1);
    assertTrue(all.matches("all +4 +3 +0 +1 +4 +2\\.00 +- +- +95 % +- +- +- +- +-"), all);
  }
}
