package onsagerflow.meso;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;

/// Learned models of one system at several temperatures, with the same J, and what lies between
/// them.
///
/// s′(m)/T, N(m) = T K(m) and N(m, βφ) = T K(m, φ) depend little on T; those of heat-bath spins do
/// not at all. At every point they are interpolated by the polynomial in β through the temperatures
/// nearest to the one asked for, at most four, whose tables reach the point. J(0) is that of the
/// family, which shifts s′/T by a term linear in β, and φ = J*m + h contains it.
///
/// K(m) is the mean over the states that the data visit, so that the K(m) predicted is that of data
/// of the same kind. Standard errors are propagated as if those of different temperatures were
/// independent. Nothing is extrapolated.
///
/// @param members at increasing temperatures; their tables of K(m) and s′ are brought to equal
///   lengths by points between the given ones
public record ModelFamily(List<LearnedModel> members) {

  /// Relative distance of points that count as one.
  private static final double SAME = 1e-9;

  /// @throws IllegalArgumentException if there is no member, temperatures do not increase, or
  ///   members differ in closure, block, gauge, J, or in what their tables hold
  public ModelFamily {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a family needs a model, got none");
    }
    var first = members.getFirst();
    for (int i = 1; i < members.size(); i++) {
      var other = members.get(i);
      if (!(temperature(other) > temperature(members.get(i - 1)))) {
        throw new IllegalArgumentException(
            "temperatures of a family must increase, got "
                + temperature(members.get(i - 1))
                + " then "
                + temperature(other));
      }
      requireSame("closure", first, other, LearnedModel::closure);
      requireSame("block", first, other, LearnedModel::block);
      requireSame("gauge", first, other, LearnedModel::gauge);
      if (!Arrays.equals(first.kernel().values(), other.kernel().values())) {
        throw new IllegalArgumentException(
            "models of a family must have the same J, those at T = "
                + temperature(first)
                + " and T = "
                + temperature(other)
                + " have not: learn them together");
      }
      requireSame("size of K(m, phi)", first, other, ModelFamily::fieldShape);
    }
    int mobilities = longest(members, LearnedModel::mobility);
    int slopes = longest(members, LearnedModel::entropySlope);
    members = members.stream().map(m -> refined(m, mobilities, slopes)).toList();
  }

  /// The family of one model, which answers at its own temperature.
  public static ModelFamily of(LearnedModel model) {
    return new ModelFamily(List.of(model));
  }

  private static double temperature(LearnedModel model) {
    return model.conditions().temperature();
  }

  private static void requireSame(
      String what, LearnedModel one, LearnedModel other, Function<LearnedModel, Object> property) {
    if (!property.apply(one).equals(property.apply(other))) {
      throw new IllegalArgumentException(
          "models of a family must have the same "
              + what
              + ", got "
              + property.apply(one)
              + " at T = "
              + temperature(one)
              + " and "
              + property.apply(other)
              + " at T = "
              + temperature(other));
    }
  }

  private static String fieldShape(LearnedModel model) {
    return model
        .mobilityByField()
        .map(k -> k.m().length + " x " + k.phi().length)
        .orElse("no K(m, phi)");
  }

  private static int longest(List<LearnedModel> models, Function<LearnedModel, Table> table) {
    return models.stream().mapToInt(m -> table.apply(m).size()).max().orElseThrow();
  }

  private static LearnedModel refined(LearnedModel model, int mobilities, int slopes) {
    if (model.mobility().size() == mobilities && model.entropySlope().size() == slopes) {
      return model;
    }
    return model.with(
        new LearnedModel.Functions(
            model.mobility().refined(mobilities),
            model.mobilityByField(),
            model.entropySlope().refined(slopes),
            model.kernel(),
            model.kernelError()));
  }

  /// The temperatures of the members, increasing.
  public List<Double> temperatures() {
    return members.stream().map(ModelFamily::temperature).toList();
  }

  /// The member at one of the temperatures, or the model interpolated between them, in the field of
  /// the nearest member.
  ///
  /// @throws IllegalArgumentException if the temperature lies outside those of the members
  public LearnedModel at(double temperature) {
    for (var member : members) {
      if (temperature(member) == temperature) {
        return member;
      }
    }
    double lowest = temperature(members.getFirst());
    double highest = temperature(members.getLast());
    if (members.size() == 1) {
      throw new IllegalArgumentException(
          "the model was learned at T = "
              + lowest
              + " only, and one temperature cannot tell how K and s' depend on T: got T = "
              + temperature);
    }
    if (!(temperature > lowest && temperature < highest)) {
      throw new IllegalArgumentException(
          "T = "
              + temperature
              + " lies outside the temperatures learned, "
              + lowest
              + " to "
              + highest
              + ": K and s' are interpolated, not extrapolated");
    }
    return interpolated(temperature);
  }

  private LearnedModel interpolated(double temperature) {
    double[] all = members.stream().mapToDouble(ModelFamily::temperature).toArray();
    var polynomial = new BetaPolynomial(all, temperature);
    int nearest =
        temperature - all[polynomial.below()] <= all[polynomial.above()] - temperature
            ? polynomial.below()
            : polynomial.above();
    var model = members.get(nearest);
    var k = interpolate(polynomial, m -> scaled(m.mobility(), temperature(m)));
    var s = interpolate(polynomial, ModelFamily::reducedSlope);
    return new LearnedModel(
        model.closure(),
        new Frame.Conditions(temperature, model.conditions().field()),
        model.block(),
        model.gauge(),
        new LearnedModel.Functions(
            scaled(notNegative(k), 1 / temperature),
            model.mobilityByField().map(present -> mobilityByField(polynomial, temperature)),
            entropySlope(s, temperature, model.cellVolume()),
            model.kernel(),
            model.kernelError()),
        LearnedModel.Notes.of(
            Map.of(
                "interpolatedFrom", temperatures().subList(polynomial.from(), polynomial.to()),
                "interpolationWeights", weights(polynomial))));
  }

  private List<Double> weights(BetaPolynomial polynomial) {
    var known = new boolean[members.size()];
    Arrays.fill(known, true);
    return Arrays.stream(polynomial.weights(known), polynomial.from(), polynomial.to())
        .boxed()
        .toList();
  }

  private static Table scaled(Table table, double factor) {
    return new Table(
        table.m(),
        Arrays.stream(table.value()).map(v -> factor * v).toArray(),
        Arrays.stream(table.standardError()).map(v -> factor * v).toArray());
  }

  /// s′/T − artanh m, smooth where s′ diverges.
  private static Table reducedSlope(LearnedModel model) {
    double edge = EntropySlope.edge(model.cellVolume());
    double t = temperature(model);
    var table = scaled(model.entropySlope(), 1 / t);
    double[] rest = table.value();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= EntropySlope.artanh(Math.clamp(table.m(i), -edge, edge));
    }
    return new Table(table.m(), rest, table.standardError());
  }

  private static Table entropySlope(Table reduced, double temperature, int cellVolume) {
    double edge = EntropySlope.edge(cellVolume);
    double[] value = reduced.value();
    for (int i = 0; i < value.length; i++) {
      value[i] += EntropySlope.artanh(Math.clamp(reduced.m(i), -edge, edge));
    }
    return scaled(new Table(reduced.m(), value, reduced.standardError()), temperature);
  }

  private static Table notNegative(Table table) {
    double[] value = Arrays.stream(table.value()).map(v -> Math.max(v, 0)).toArray();
    return new Table(table.m(), value, table.standardError());
  }

  /// On the points of all tables that lie where one of the two nearest reaches.
  private Table interpolate(BetaPolynomial polynomial, Function<LearnedModel, Table> reduced) {
    var tables = members.stream().map(reduced).toList();
    var axes = tables.stream().map(Table::m).toList();
    double[] m = merged(polynomial, axes);
    var value = new double[m.length];
    var error = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      double x = m[i];
      var known = new boolean[tables.size()];
      for (int t = 0; t < known.length; t++) {
        known[t] = reaches(axes.get(t), x);
      }
      double[] weight = polynomial.weights(known);
      double variance = 0;
      for (int t = 0; t < weight.length; t++) {
        double e = weight[t] * tables.get(t).standardErrorAt(x);
        value[i] += weight[t] * tables.get(t).at(x);
        variance += e * e;
      }
      error[i] = Math.sqrt(variance);
    }
    return new Table(m, value, error);
  }

  private static boolean reaches(double[] axis, double x) {
    double slack = SAME * (axis[axis.length - 1] - axis[0]);
    return x >= axis[0] - slack && x <= axis[axis.length - 1] + slack;
  }

  /// From the lowest to the highest point of the two nearest temperatures.
  private static double[] range(BetaPolynomial polynomial, List<double[]> axes) {
    double[] a = axes.get(polynomial.below());
    double[] b = axes.get(polynomial.above());
    return new double[] {
      Math.min(a[0], b[0]), Math.max(a[a.length - 1], b[b.length - 1]),
    };
  }

  private static double[] merged(BetaPolynomial polynomial, List<double[]> axes) {
    double[] range = range(polynomial, axes);
    var points = new TreeSet<Double>();
    for (double[] axis : axes.subList(polynomial.from(), polynomial.to())) {
      Arrays.stream(axis).filter(x -> x >= range[0] && x <= range[1]).forEach(points::add);
    }
    double apart = SAME * (range[1] - range[0]);
    var kept = DoubleStream.builder();
    double latest = Double.NEGATIVE_INFINITY;
    for (double x : points) {
      if (x - latest > apart) {
        kept.add(x);
        latest = x;
      }
    }
    return kept.build().toArray();
  }

  private FieldTable mobilityByField(BetaPolynomial polynomial, double temperature) {
    var tables = members.stream().map(LearnedModel::mobilityByField).map(Optional::get).toList();
    double[] t = members.stream().mapToDouble(ModelFamily::temperature).toArray();
    var axesOfM = tables.stream().map(FieldTable::m).toList();
    var axesOfForce =
        IntStream.range(0, t.length)
            .mapToObj(i -> Arrays.stream(tables.get(i).phi()).map(phi -> phi / t[i]).toArray())
            .toList();
    double[] m = common(polynomial, axesOfM);
    double[] y = common(polynomial, axesOfForce);
    var value = new double[m.length][y.length];
    var error = new double[m.length][y.length];
    var known = new boolean[t.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < y.length; j++) {
        for (int k = 0; k < t.length; k++) {
          known[k] = reaches(axesOfM.get(k), m[i]) && reaches(axesOfForce.get(k), y[j]);
        }
        double[] weight = polynomial.weights(known);
        double n = 0;
        double variance = 0;
        for (int k = 0; k < t.length; k++) {
          if (weight[k] != 0) {
            double e = weight[k] * t[k] * tables.get(k).standardErrorAt(m[i], t[k] * y[j]);
            n += weight[k] * t[k] * tables.get(k).at(m[i], t[k] * y[j]);
            variance += e * e;
          }
        }
        value[i][j] = Math.max(n, 0) / temperature;
        error[i][j] = Math.sqrt(variance) / temperature;
      }
    }
    double[] phi = Arrays.stream(y).map(b -> b * temperature).toArray();
    return new FieldTable(m, phi, value, error);
  }

  /// The axis that all tables have, or as many evenly spaced points over the range.
  private static double[] common(BetaPolynomial polynomial, List<double[]> axes) {
    double[] axis = axes.get(polynomial.below());
    double[] range = range(polynomial, axes);
    double apart = SAME * (range[1] - range[0]);
    boolean same =
        axes.subList(polynomial.from(), polynomial.to()).stream()
            .allMatch(
                other ->
                    IntStream.range(0, axis.length)
                        .allMatch(i -> Math.abs(other[i] - axis[i]) <= apart));
    if (same) {
      return axis;
    }
    int last = axis.length - 1;
    return IntStream.rangeClosed(0, last)
        .mapToDouble(i -> i == last ? range[1] : range[0] + (range[1] - range[0]) * i / last)
        .toArray();
  }

  /// One line: the temperatures, and the model of the first.
  @Override
  public String toString() {
    return members.size() == 1
        ? members.getFirst().toString()
        : "family of models at T = " + temperatures() + "; the first: " + members.getFirst();
  }
}
