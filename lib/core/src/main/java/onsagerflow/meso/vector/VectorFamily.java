package onsagerflow.meso.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.field.Frame;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;

/// Learned models of one system of vectors at several temperatures, with the same J and A, and what
/// lies between them.
///
/// K∥, K⊥, γ and s′/T − ξ, which of Kac-coupled spins do not depend on T, are taken as linear in
/// 1/T between two temperatures, on the points of the nearer one that both know. Standard errors
/// are propagated as if those of both were independent. Nothing is extrapolated.
///
/// @param members at increasing temperatures
public record VectorFamily(List<LearnedVectorModel> members) {

  /// @throws IllegalArgumentException if there is no member, temperatures do not increase, or
  ///   members differ in block, units, gauge or J
  public VectorFamily {
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
      requireSame("block", first, other, LearnedVectorModel::block);
      requireSame("units", first, other, LearnedVectorModel::micromagnet);
      requireSame("gauge", first, other, LearnedVectorModel::gauge);
      requireSame("anisotropy", first, other, m -> m.functions().anisotropy());
      if (!Arrays.equals(first.kernel().values(), other.kernel().values())) {
        throw new IllegalArgumentException(
            "models of a family must have the same J, those at T = "
                + temperature(first)
                + " and T = "
                + temperature(other)
                + " have not: learn them together");
      }
    }
    members = List.copyOf(members);
  }

  private static double temperature(LearnedVectorModel model) {
    return model.conditions().temperature();
  }

  private static void requireSame(
      String what,
      LearnedVectorModel one,
      LearnedVectorModel other,
      Function<LearnedVectorModel, Object> property) {
    if (!property.apply(one).equals(property.apply(other))) {
      throw new IllegalArgumentException(
          "models of a family must have the same %s, got %s and %s"
              .formatted(what, property.apply(one), property.apply(other)));
    }
  }

  /// The temperatures of the members, increasing.
  public List<Double> temperatures() {
    return members.stream().map(VectorFamily::temperature).toList();
  }

  /// The member at one of the temperatures, or the model interpolated between them, in the field of
  /// the nearer member.
  ///
  /// @throws IllegalArgumentException if the temperature lies outside those of the members
  public LearnedVectorModel at(double temperature) {
    for (var member : members) {
      if (temperature(member) == temperature) {
        return member;
      }
    }
    if (members.size() == 1) {
      throw new IllegalArgumentException(
          "the model was learned at T = %s only, and one temperature cannot tell how K and s' depend on T: got T = %s"
              .formatted(temperatures().getFirst(), temperature));
    }
    var above = members.stream().filter(m -> temperature(m) > temperature).findFirst();
    var below = members.reversed().stream().filter(m -> temperature(m) < temperature).findFirst();
    if (above.isEmpty() || below.isEmpty()) {
      throw new IllegalArgumentException(
          "T = %s lies outside the temperatures learned, %s: nothing is extrapolated"
              .formatted(temperature, temperatures()));
    }
    return between(below.get(), above.get(), temperature);
  }

  private static LearnedVectorModel between(
      LearnedVectorModel cold, LearnedVectorModel warm, double temperature) {
    double share =
        (1 / temperature(cold) - 1 / temperature) / (1 / temperature(cold) - 1 / temperature(warm));
    var near = share < 0.5 ? cold : warm;
    var one = cold.functions();
    var other = warm.functions();
    double[] points = near.functions().parallel().m();
    var s =
        mixed(
            reduced(cold),
            reduced(warm),
            common(one.entropySlope(), other.entropySlope(), near.functions().entropySlope().m()),
            share);
    double thermal = near.thermalField() * temperature / temperature(near);
    return new LearnedVectorModel(
        new Frame.Conditions(temperature, near.conditions().field()),
        near.block(),
        near.gauge(),
        new LearnedVectorModel.Functions(
            mixed(
                one.parallel(),
                other.parallel(),
                common(one.parallel(), other.parallel(), points),
                share),
            mixed(
                one.perpendicular(),
                other.perpendicular(),
                common(one.parallel(), other.parallel(), points),
                share),
            mixed(one.precession(), other.precession(), new double[] {0, 1}, share),
            slope(s, thermal),
            near.kernel(),
            near.functions().kernelError(),
            near.functions().anisotropy(),
            near.functions().anisotropyError()),
        near.micromagnet(),
        LearnedModel.Notes.of(
            Map.of("interpolatedFrom", List.of(temperature(cold), temperature(warm)))));
  }

  /// Those of some points that both tables reach.
  private static double[] common(Table one, Table other, double[] points) {
    double last = Math.min(one.m(one.size() - 1), other.m(other.size() - 1));
    double[] within = Arrays.stream(points).filter(m -> m <= last).toArray();
    return within.length > 1 ? within : new double[] {0, last};
  }

  /// s′/T − ξ, smooth where s′ diverges.
  private static Table reduced(LearnedVectorModel model) {
    var table = model.functions().entropySlope().times(1 / model.thermalField());
    return table.minus(Langevin::inverse);
  }

  private static Table slope(Table reduced, double thermal) {
    return reduced.minus(m -> -Langevin.inverse(m)).times(thermal);
  }

  private static Table mixed(Table one, Table other, double[] points, double share) {
    var value = new double[points.length];
    var error = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      value[i] = (1 - share) * one.at(points[i]) + share * other.at(points[i]);
      error[i] =
          Math.hypot(
              (1 - share) * one.standardErrorAt(points[i]),
              share * other.standardErrorAt(points[i]));
    }
    return new Table(points, value, error);
  }

  /// A family whose tables have equally many points, as files hold them.
  public VectorFamily aligned() {
    int mobilities = longest(m -> m.functions().parallel());
    int slopes = longest(m -> m.functions().entropySlope());
    return new VectorFamily(
        members.stream()
            .map(
                m -> {
                  var f = m.functions();
                  return m.with(
                      new LearnedVectorModel.Functions(
                          f.parallel().refined(mobilities),
                          f.perpendicular().refined(mobilities),
                          f.precession(),
                          f.entropySlope().refined(slopes),
                          f.kernel(),
                          f.kernelError(),
                          f.anisotropy(),
                          f.anisotropyError()));
                })
            .toList());
  }

  private int longest(Function<LearnedVectorModel, Table> table) {
    return members.stream().mapToInt(m -> table.apply(m).size()).max().orElseThrow();
  }
}
