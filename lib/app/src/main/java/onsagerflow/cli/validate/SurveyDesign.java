package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.cli.validate.SurveyCase.Fit;
import onsagerflow.cli.validate.SurveyCase.Form;
import onsagerflow.cli.validate.SurveyCase.Model;
import onsagerflow.cli.validate.SurveyCase.Recording;
import onsagerflow.cli.validate.SurveyCase.Starts;
import onsagerflow.cli.validate.Validate.Truth;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.Smoothness;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;

/// The fixed list of conditions that the survey goes through.
///
/// First the default and what lies one step from it: each extreme of each axis by itself. Then a
/// balanced design over all axes at once: every value of an axis appears equally often (as often as
/// its weight says), in an order shuffled from a fixed seed such that pairs of values of any two
/// axes do as nearly as possible. What cannot be (a kernel wider than the lattice) or would take
/// minutes (600 frames of 512²) is moved to the nearest condition that can.
final class SurveyDesign {

  /// The names of the axes, in the order of [SurveyCase#axes].
  static final List<String> AXES =
      List.of(
          "T",
          "h",
          "kernel",
          "block",
          "length",
          "lag",
          "form",
          "pairs",
          "starts",
          "closure",
          "mobility",
          "symmetry",
          "smoothness",
          "radius",
          "truth");

  /// Conditions of the balanced part: a multiple of most numbers of values.
  private static final int BALANCED = 90;

  /// Orders tried for each axis.
  private static final int SHUFFLES = 200;

  private static final long SEED = 12;

  /// Blocks in all frames of a case, in seconds of learning about two.
  private static final double MOST_CELLS = 7e5;

  /// Spins times steps of a case, in seconds of simulation about ten.
  private static final double MOST_SPIN_STEPS = 4e8;

  private static final int MOST_RADIUS = 8;

  private static final List<Integer> LENGTHS = List.of(128, 160, 192, 256, 320, 384, 512, 1024);

  private static final List<Integer> PAIRS = List.of(20, 40, 60, 100, 300, 600);

  /// The same steps for nearest neighbours, whose T_c is 2.27.
  private static final List<Double> TEMPERATURES = List.of(0.5, 0.7, 0.85, 1., 1.25, 2., 3.);

  private static final List<Double> ISING_TEMPERATURES = List.of(1.8, 2., 2.2, 2.4, 2.6, 3., 4.);

  private SurveyDesign() {}

  /// All cases, by number.
  static List<SurveyCase> full() {
    var cases = new ArrayList<SurveyCase>();
    for (var conditions : Stream.concat(oneByOne(), balanced()).toList()) {
      cases.add(
          affordable(
              new SurveyCase(
                  cases.size() + 1, conditions.model(), conditions.recording(), conditions.fit())));
    }
    return cases;
  }

  /// The same at a size for tests: lattices of some twenty blocks, at most 60 pairs.
  static List<SurveyCase> smoke() {
    return full().stream().map(SurveyDesign::smaller).toList();
  }

  // --- one by one -------------------------------------------------------------------------------

  /// But for the radius, which is given.
  private static final SurveyCase DEFAULT =
      new SurveyCase(
          0,
          new Model(List.of(0.8), List.of(0.), SurveyInteraction.BUMP_32, 512, 8, Truth.SPINS),
          new Recording(Form.PAIRS, 0.1, 100, Starts.SEVERAL),
          new Fit(Closure.COSH, MobilityForm.M_PHI, Symmetry.INVERSION, Smoothness.NONE, true));

  private static Stream<SurveyCase> oneByOne() {
    var narrow = at(0.85).with(SurveyInteraction.GAUSSIAN_10);
    return Stream.of(
            Stream.of(DEFAULT.withoutRadius(), at(0.5), at(3)),
            Stream.of(1e-3, -1e-3, 0.03, -0.03, 0.3, -0.3).map(h -> at(0.85).withFields(h)),
            Stream.of(at(0.85).withFields(0, 0.03, -0.3)),
            Stream.of(0.05, 0.2, 0.5, 1.).map(lag -> DEFAULT.with(Form.PAIRS, lag)),
            Stream.of(0.1, 0.4).map(lag -> narrow.with(Form.PAIRS, lag)),
            Stream.of(0.1, 0.4, 0.5, 1.).map(lag -> narrow.with(Form.PAIRS, lag).with(Truth.COSH)),
            Stream.of(DEFAULT.sized(1024, 8, 40), DEFAULT.sized(128, 8, 20)),
            Stream.of(DEFAULT.sized(256, 4, 100), DEFAULT.sized(256, 16, 600)),
            Stream.of(DEFAULT.with(Form.SERIES, 0.25), DEFAULT.with(Form.MIXED, 0.4)),
            Stream.of(at(0.9).with(SurveyInteraction.ELLIPSE).with(Form.GAPPED, 0.1)),
            Stream.of(at(0.9).with(SurveyInteraction.SIGN_CHANGING)),
            Stream.of(DEFAULT.with(Closure.ONSAGER, MobilityForm.M)),
            Stream.of(DEFAULT.with(Closure.ONSAGER, MobilityForm.M_PHI).with(Truth.ONSAGER)),
            Stream.of(DEFAULT.with(Smoothness.EVIDENCE)),
            Stream.of(DEFAULT.with(Symmetry.C4), DEFAULT.with(Symmetry.RADIAL)),
            Stream.of(DEFAULT.with(Starts.ZERO), DEFAULT.with(Starts.HALF)),
            Stream.of(at(0.8, 1, 1.25)),
            Stream.of(1.8, 2.6)
                .map(t -> at(t).with(SurveyInteraction.NEAREST_NEIGHBOUR).sized(512, 16, 300)))
        .flatMap(cases -> cases);
  }

  private static SurveyCase at(double... temperatures) {
    return DEFAULT.withTemperatures(temperatures);
  }

  // --- all at once ------------------------------------------------------------------------------

  private static Stream<SurveyCase> balanced() {
    var shuffler = new Shuffler(new Random(SEED));
    var temperature = shuffler.shuffled(TEMPERATURES);
    var interaction = shuffler.shuffled(List.of(SurveyInteraction.values()));
    var lag = shuffler.shuffled(List.of(0.05, 0.1, 0.2, 0.4, 0.5, 0.8, 1.));
    var fields =
        shuffler.shuffled(
            List.of(
                List.of(0.),
                List.of(1e-3),
                List.of(-1e-3),
                List.of(0.03),
                List.of(-0.03),
                List.of(0.3),
                List.of(-0.3),
                List.of(0., 0.03, -0.3)));
    var form =
        shuffler.shuffled(
            List.of(Form.PAIRS, Form.PAIRS, Form.PAIRS, Form.SERIES, Form.MIXED, Form.GAPPED));
    var truth =
        shuffler.shuffled(
            List.of(Truth.SPINS, Truth.SPINS, Truth.SPINS, Truth.COSH, Truth.COSH, Truth.ONSAGER));
    var block = shuffler.shuffled(List.of(4, 8, 8, 16));
    var pairs = shuffler.shuffled(List.of(20, 40, 100, 300, 600));
    var length = shuffler.shuffled(List.of(128, 192, 256, 384, 512));
    var starts =
        shuffler.shuffled(List.of(Starts.SEVERAL, Starts.SEVERAL, Starts.ZERO, Starts.HALF));
    var closure = shuffler.shuffled(List.of(Closure.COSH, Closure.COSH, Closure.ONSAGER));
    var mobility =
        shuffler.shuffled(List.of(MobilityForm.M_PHI, MobilityForm.M_PHI, MobilityForm.M));
    var symmetry = shuffler.shuffled(List.of(Symmetry.values()));
    var smoothness =
        shuffler.shuffled(List.of(Smoothness.NONE, Smoothness.NONE, Smoothness.EVIDENCE));
    var known = shuffler.shuffled(List.of(true, true, true, false));
    var temperatures = shuffler.shuffled(List.of(1, 1, 1, 1, 1, 1, 2, 3));
    return IntStream.range(0, BALANCED)
        .mapToObj(
            i ->
                possible(
                    new SurveyCase(
                        0,
                        new Model(
                            several(temperature.get(i), temperatures.get(i)),
                            fields.get(i),
                            interaction.get(i),
                            length.get(i),
                            block.get(i),
                            truth.get(i)),
                        new Recording(form.get(i), lag.get(i), pairs.get(i), starts.get(i)),
                        new Fit(
                            closure.get(i),
                            mobility.get(i),
                            symmetry.get(i),
                            smoothness.get(i),
                            known.get(i)))));
  }

  /// Temperatures from one upwards, an eighth apart.
  private static List<Double> several(double first, int count) {
    return IntStream.range(0, count).mapToObj(i -> first * (1 + i / 8.)).toList();
  }

  /// Orders the values of one axis after the other.
  private static final class Shuffler {
    private final Random random;
    private final List<List<?>> former = new ArrayList<>();

    Shuffler(Random random) {
      this.random = random;
    }

    /// The values in turn, in the one of many orders that pairs them most evenly with those of the
    /// axes before.
    <T> List<T> shuffled(List<T> values) {
      var best = new ArrayList<T>();
      long least = Long.MAX_VALUE;
      for (int n = 0; n < SHUFFLES; n++) {
        var order = new ArrayList<T>();
        IntStream.range(0, BALANCED).forEach(i -> order.add(values.get(i % values.size())));
        Collections.shuffle(order, random);
        long unevenness = former.stream().mapToLong(other -> unevenness(order, other)).sum();
        if (unevenness < least) {
          least = unevenness;
          best = order;
        }
      }
      former.add(best);
      return best;
    }

    /// The number of pairs of cases that agree on both axes.
    private static long unevenness(List<?> a, List<?> b) {
      return IntStream.range(0, a.size())
          .mapToLong(
              i ->
                  IntStream.range(0, i)
                      .filter(j -> a.get(i).equals(a.get(j)) && b.get(i).equals(b.get(j)))
                      .count())
          .sum();
    }
  }

  // --- what can be ------------------------------------------------------------------------------

  private static SurveyCase possible(SurveyCase c) {
    var model = c.model();
    var recording = c.recording();
    if (model.interaction() == SurveyInteraction.NEAREST_NEIGHBOUR) {
      double t = ISING_TEMPERATURES.get(TEMPERATURES.indexOf(model.temperatures().getFirst()));
      c = c.with(Truth.SPINS).withTemperatures(several(t, model.temperatures().size()));
    }
    if (model.interaction() == SurveyInteraction.ELLIPSE) {
      c = c.with(Symmetry.INVERSION); // it has no other
    }
    if (recording.form() == Form.MIXED && recording.lag() < 0.1) {
      c = c.with(Form.MIXED, 0.1);
    }
    return fitting(c.model().truth() == Truth.SPINS ? c : obeyingItsEquation(c));
  }

  /// A known equation is learned with its own closure and mobility, and its Gaussian noise must
  /// stay within |m| < 1: in blocks of 8 or more, and not too cold.
  private static SurveyCase obeyingItsEquation(SurveyCase c) {
    var closure = c.model().truth() == Truth.COSH ? Closure.COSH : Closure.ONSAGER;
    var own = c.with(closure, MobilityForm.M_PHI);
    double strongest = own.model().fields().stream().mapToDouble(Math::abs).max().orElseThrow();
    double coldest = own.model().temperatures().getFirst();
    double strength = own.model().interaction().kernel().orElseThrow().total();
    double t = Math.max(coldest, strength * (strongest < 0.01 ? 0.85 : strongest < 0.3 ? 1 : 1.25));
    return own.withTemperatures(several(t, own.model().temperatures().size()))
        .sized(own.model().length(), Math.max(8, own.model().block()), own.recording().pairs());
  }

  /// Blocks large enough for the kernel to reach eight of them at most, and a lattice that holds
  /// it.
  private static SurveyCase fitting(SurveyCase c) {
    int block = c.model().block();
    while (c.model().interaction().radius(block) > MOST_RADIUS) {
      block *= 2;
    }
    int length = c.model().length();
    while (!holds(length, block, c.model().interaction())) {
      length = LENGTHS.get(LENGTHS.indexOf(length) + 1);
    }
    return c.sized(length, block, c.recording().pairs());
  }

  private static boolean holds(int length, int block, SurveyInteraction interaction) {
    int spins = interaction.kernel().map(j -> 2 * j.radius() + 1).orElse(3);
    return length % block == 0
        && spins <= length
        && 2 * interaction.radius(block) + 1 <= length / block;
  }

  private static SurveyCase affordable(SurveyCase c) {
    int next = PAIRS.indexOf(c.recording().pairs());
    while (next > 0
        && (cells(c, PAIRS.get(next)) > MOST_CELLS
            || spinSteps(c, PAIRS.get(next)) > MOST_SPIN_STEPS)) {
      next--;
    }
    return c.sized(c.model().length(), c.model().block(), PAIRS.get(next));
  }

  private static double cells(SurveyCase c, int pairs) {
    double edge = (double) c.model().length() / c.model().block();
    return edge * edge * pairs;
  }

  private static double spinSteps(SurveyCase c, int pairs) {
    double edge = c.model().length();
    double sweeps = pairs * (c.recording().lag() + 0.3);
    return edge * edge * sweeps / Math.min(0.05, c.recording().lag() / 2);
  }

  private static SurveyCase smaller(SurveyCase c) {
    int block = c.model().block();
    int length =
        LENGTHS.stream()
            .filter(l -> l >= 20 * block && holds(l, block, c.model().interaction()))
            .findFirst()
            .orElseThrow();
    return c.sized(
        Math.min(length, c.model().length()), block, Math.min(60, c.recording().pairs()));
  }
}
