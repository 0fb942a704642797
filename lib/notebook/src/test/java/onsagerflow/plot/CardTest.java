package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import onsagerflow.atomistic.Heisenberg;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.coarsen.VectorRecording;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.SlopeRegressor;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.vector.VectorLearned;
import onsagerflow.estimate.vector.VectorLearner;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Symmetry;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.llg.LlgSystem;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.KramersMoyal;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.NeighbourDrift;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.Table;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SequentialKacIsing;
import onsagerflow.micromagnetic.standard.StandardProblem4;
import onsagerflow.rare.BirthDeathChain;
import onsagerflow.rollout.Ensemble;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Moments;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a notebook, or `System.out.println`, shows of the objects that a user holds.
class CardTest {

  private static final Pattern HASH = Pattern.compile("@[0-9a-f]{4,}");
  private static final Pattern IMAGE = Pattern.compile("base64,([^\"]+)\"");

  private static final Renderer RENDERER = new Renderer();
  private static final Frame.Conditions WARM = new Frame.Conditions(1.25, 0);
  private static final Grid BLOCKS = new Grid(8, 8, 8);

  private static Learned learned;
  private static VectorLearned learnedVectors;

  @BeforeAll
  static void learn() {
    ChartExtension.register(RENDERER);
    var data = TrajectoryFile.open(Path.of("../../data/kac-bump-t0.8.h5"));
    learned = Learner.standard().withRadius(4).with(Symmetry.C4).fit(Observations.of(data));
    learnedVectors = VectorLearner.standard().withRadius(2).fit(VectorObservations.of(vectors()));
  }

  private static RecordedTrajectory recorded() {
    var spins = new KacIsing(Grid.square(64), KacKernel.bump(16), WARM);
    var random = new SplittableRandom(1);
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(8), true)
        .record(spins, Schedule.series(0, 1, 2, 4), new double[] {0, 0.4}, random, frames::add);
    return new RecordedTrajectory(new Trajectory.Origin("Kac–Ising", BLOCKS, 8, 1), frames);
  }

  private static LlgSystem heisenberg() {
    return Heisenberg.on(96, 2)
        .kac(KacKernel.bump(12))
        .llg(new Frame.Conditions(0.22, ExternalField.vector(0, 0, 0.02)), 1, 0.5);
  }

  private static RecordedVectors vectors() {
    return VectorRecording.of(heisenberg())
        .blocks(8)
        .starts(List.of(new double[3], new double[] {0, 0, 0.6}))
        .times(0, 1, 2, 3, 4)
        .withGenerator()
        .inMemory();
  }

  private static Table slope() {
    return TablesTest.model().entropySlope();
  }

  private static FieldTable byField() {
    double[] axis = {-1, -0.5, 0, 0.5, 1};
    var value = new double[5][5];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        value[i][j] = 1 - axis[i] * Math.tanh(axis[j]);
      }
    }
    return new FieldTable(axis, axis, value, new double[5][5]);
  }

  /// Shown as lines or a table, with a picture.
  static Stream<Object> pictured() {
    return Stream.of(
        learned,
        learned.model(),
        new KacIsing(Grid.square(64), KacKernel.bump(16), WARM),
        new SequentialKacIsing(Grid.square(16), KacKernel.box(2), WARM),
        new NearestNeighbourIsing(Grid.square(16), WARM),
        StandardProblem4.FIRST.on(16, 4).begin(),
        recorded(),
        recorded().frame(1),
        TrajectoryFile.open(Path.of("../../data/kac-bump-t0.8.h5")),
        vectors(),
        learnedVectors,
        learnedVectors.model(),
        slope(),
        byField());
  }

  /// Shown as one line of text.
  static Stream<Object> inOneLine() {
    var kernel = KacKernel.box(1);
    var flat = new Table(new double[] {-1, 1}, new double[] {1, 1}, new double[2]);
    var everywhere = new NeighbourDrift.Range(-1, 1);
    var drift = new NeighbourDrift(1, 0, new double[1], everywhere, everywhere);
    return Stream.of(
        recorded(),
        vectors(),
        learnedVectors,
        learnedVectors.model(),
        VectorOnsagerFlow.of(learnedVectors.model(), BLOCKS),
        heisenberg(),
        recorded().frame(1).m(),
        recorded().frame(1),
        Observations.of(recorded()),
        kernel,
        slope(),
        byField(),
        TablesTest.model(),
        ModelFamily.of(TablesTest.model()),
        Mobility.of(flat),
        Mobility.of(byField()),
        Mobility.heatBath(1.25),
        EntropySlope.meanField(0.8, 64).withStirling(0.8, 64),
        new OnsagerFlow(
            BLOCKS,
            64,
            WARM,
            Closure.COSH,
            Mobility.heatBath(0.8),
            EntropySlope.meanField(1.25, 64),
            kernel),
        new MeanFieldKac(BLOCKS, WARM, kernel),
        AllenCahn.of(kernel, WARM, BLOCKS),
        new KramersMoyal(BLOCKS, WARM, drift, flat),
        new KacIsing(Grid.square(64), KacKernel.bump(16), WARM),
        new SequentialKacIsing(Grid.square(16), KacKernel.box(2), WARM),
        new NearestNeighbourIsing(Grid.square(16), WARM),
        StandardProblem4.FIRST.on(16, 4).begin(),
        BirthDeathChain.curieWeiss(64, 1, 1.2, 0),
        learned,
        learned.slopePoints(),
        SaveAt.every(1, 8),
        new Rollout(SaveAt.every(1, 8)),
        new Ensemble(4, 1, 2),
        Moments.of(recorded()).getFirst());
  }

  @Test
  void largeLatticesAreShownAsBlocks() {
    assertEquals("heat map: σ", picture(new Grid(12, 1024, 1)));
    assertEquals("heat map: m", picture(new Grid(12, 2052, 1)));
  }

  private static String picture(Grid grid) {
    return Card.of(new NearestNeighbourIsing(grid, WARM)).picture().orElseThrow().toString();
  }

  @ParameterizedTest
  @MethodSource("pictured")
  void anObjectIsShownWithAPicture(Object object) throws IOException {
    var shown = RENDERER.render(object);
    var html = (String) shown.getData(MIMEType.TEXT_HTML);
    var image = IMAGE.matcher(html);
    assertTrue(image.find(), html);
    var picture =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.group(1))));
    assertTrue(picture.getWidth() >= 300, "width " + picture.getWidth());
    var text = (String) shown.getData(MIMEType.TEXT_PLAIN);
    assertFalse(HASH.matcher(text).find(), text);
    assertTrue(text.length() > 20 && !text.contains("base64"), text);
  }

  @ParameterizedTest
  @MethodSource("inOneLine")
  void anObjectSaysInOneLineWhatItIs(Object object) {
    String line = object.toString();
    assertFalse(HASH.matcher(line).find() || line.contains("\n"), line);
    assertTrue(line.length() > 10 && line.length() < 400, line);
  }

  @ParameterizedTest
  @MethodSource("inOneLine")
  void theLineIsTheSameInEveryLanguage(Object object) {
    var usual = Locale.getDefault();
    String line = object.toString();
    try {
      for (var other : List.of("de-DE", "fa-IR", "ar-EG")) {
        Locale.setDefault(Locale.forLanguageTag(other));
        assertEquals(line, object.toString());
      }
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void whatWasLearnedIsShownWithErrorsAndCautions() {
    String text = Card.of(learned).text();
    for (var part :
        List.of(
            "16 frames with generator channels",
            "total strength of J  ",
            " ± ",
            "mobility K(0)",
            "slope of s′ at 0")) {
      assertTrue(text.contains(part), part + " missing in\n" + text);
    }
    assertEquals(learned.diagnostics().cautions(), learned.cautions());
    for (String caution : learned.cautions()) {
      assertTrue(text.contains("caution: " + caution), text);
    }
  }

  @Test
  void whatWasLearnedOfVectorsIsShownWithErrors() {
    String text = VectorCard.of(learnedVectors).text();
    for (var part :
        List.of(
            "10 frames with generator channels",
            "precession γ",
            "K∥(0)",
            "K⊥(0)",
            "total strength of J  ",
            " ± ")) {
      assertTrue(text.contains(part), part + " missing in\n" + text);
    }
  }

  @Test
  void cautionsAreSeenInHtmlToo() {
    var card =
        new Card(
            "<line>", java.util.Optional.empty(), List.of("T < T_c"), java.util.Optional.empty());
    assertTrue(card.html().contains("caution:</b> T &lt; T_c"), card.html());
    assertTrue(card.html().contains("&lt;line&gt;"), card.html());
    assertEquals("<line>\ncaution: T < T_c", card.text());
  }

  @Test
  void diagnosticsAreATableOfTheirEntries() {
    var html = (String) RENDERER.render(learned.diagnostics()).getData(MIMEType.TEXT_HTML);
    learned.diagnostics().entries().keySet().forEach(key -> assertTrue(html.contains(key), key));
  }

  @Test
  void aFamilyHasARowPerTemperature() {
    var family = ModelFamily.of(TablesTest.model());
    var html = (String) RENDERER.render(family).getData(MIMEType.TEXT_HTML);
    assertTrue(html.contains(">0.8<") && html.contains("total strength 1"), html);
  }

  @Test
  void pointsOfAStatisticAreATable() {
    var points = Moments.of(recorded());
    var table = Tables.of(points);
    assertEquals(List.of("time", "m", "± m", "m2", "± m2", "m4", "± m4"), table.columnNames());
    assertEquals(points.get(2).m2().value(), table.doubleColumn("m2").get(2));
    assertEquals(points.get(2).m2().standardError(), table.doubleColumn("± m2").get(2));
    var html = (String) RENDERER.render(points).getData(MIMEType.TEXT_HTML);
    assertTrue(html.contains("± m2"), html);
  }

  @Test
  void otherListsStayAsTheyAre() {
    var list = List.of(1, 2, 3);
    var shown = RENDERER.render(list);
    assertEquals("[1, 2, 3]", shown.getData(MIMEType.TEXT_PLAIN));
    assertEquals("[]", RENDERER.render(List.of()).getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void anObjectThatSaysNothingOfItselfIsNamedWithItsMethods() {
    var random = new CounterRandom(1, 0);
    String text = (String) RENDERER.render(random).getData(MIMEType.TEXT_PLAIN);
    assertTrue(text.startsWith("onsagerflow.field.CounterRandom with the methods "), text);
    assertTrue(text.contains("nextLong()") && !HASH.matcher(text).find(), text);
    SlopeRegressor regressor = points -> m -> m;
    String lambda = (String) RENDERER.render(regressor).getData(MIMEType.TEXT_PLAIN);
    assertEquals(
        "onsagerflow.estimate.SlopeRegressor with the methods fit(…), leastPoints()", lambda);
    assertEquals("[1]", RENDERER.render(java.util.Set.of(1)).getData(MIMEType.TEXT_PLAIN));
    assertEquals("2.5", RENDERER.render(2.5).getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void aMeanShowsItsError() {
    assertEquals("0.2410 ± 0.0050 (8 runs)", new Mean(0.241, 0.005, 8).toString());
    assertEquals("0.2410 (1 run)", new Mean(0.241, Double.NaN, 1).toString());
  }
}
