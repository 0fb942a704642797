package onsagerflow.field;

import java.util.Optional;
import java.util.function.Function;

/// A trajectory of one number that each vector of another has.
///
/// @param vectors those looked at
/// @param name of the number, for the origin
/// @param number its field of a field of vectors
record ScalarView(VectorTrajectory vectors, String name, Function<VectorField, ScalarField> number)
    implements Trajectory {

  @Override
  public Origin origin() {
    var of = vectors.origin();
    String model = of.model().isEmpty() ? name : of.model() + ", " + name;
    return new Origin(model, of.grid(), of.block(), of.seed());
  }

  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public double time(int frame) {
    return vectors.time(frame);
  }

  @Override
  public int run(int frame) {
    return vectors.run(frame);
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return vectors.conditions(frame);
  }

  @Override
  public boolean hasGenerator() {
    return false;
  }

  @Override
  public Frame frame(int frame) {
    return new Frame(
        time(frame),
        run(frame),
        conditions(frame),
        number.apply(vectors.field(frame)),
        Optional.empty());
  }

  /// [Trajectory#describe].
  @Override
  public String toString() {
    return describe();
  }
}
