package onsagerflow.statistics.comparison;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorTrajectory;

/// Trajectories of vectors beside one that they should be like. Every number that is seen of a
/// vector, such as its length or a component, gives a [Comparison] of its own: S(k) of the
/// component along a field is S∥, of one across it S⊥.
public final class VectorComparison {

  private final String referenceName;
  private final VectorTrajectory reference;
  private final Map<String, VectorTrajectory> others = new LinkedHashMap<>();

  private VectorComparison(String referenceName, VectorTrajectory reference) {
    this.referenceName = referenceName;
    this.reference = reference;
  }

  /// A comparison with one trajectory.
  public static VectorComparison of(String name, VectorTrajectory reference) {
    return new VectorComparison(name, reference);
  }

  /// Adds one to compare.
  ///
  /// @throws IllegalArgumentException if there is one of this name
  public VectorComparison with(String name, VectorTrajectory trajectory) {
    if (name.equals(referenceName) || others.putIfAbsent(name, trajectory) != null) {
      throw new IllegalArgumentException("two trajectories are called " + name);
    }
    return this;
  }

  /// All of them by name, that which the others should be like first.
  public Map<String, VectorTrajectory> trajectories() {
    var all = new LinkedHashMap<String, VectorTrajectory>();
    all.put(referenceName, reference);
    all.putAll(others);
    return all;
  }

  /// Of |m|.
  public Comparison norm() {
    return seen(VectorTrajectory::norm);
  }

  /// Of one component of m, from 0.
  public Comparison component(int number) {
    return seen(trajectory -> trajectory.component(number));
  }

  /// Of a scalar made of each vector.
  public Comparison seen(Function<VectorTrajectory, Trajectory> scalar) {
    var comparison = Comparison.of(referenceName, scalar.apply(reference));
    others.forEach((name, trajectory) -> comparison.with(name, scalar.apply(trajectory)));
    return comparison;
  }
}
