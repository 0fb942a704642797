package onsagerflow.field.vector;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// A trajectory of one number that each vector of another has.
///
/// @param vectors those looked at
/// @param name of the number, for the origin
/// @param number its field of a field of vectors
/// @param field what it sees of the external field
record ScalarView(
    VectorTrajectory vectors,
    String name,
    Function<VectorField, ScalarField> number,
    UnaryOperator<ExternalField> field)
    implements Trajectory {

  /// A number that sees the whole field.
  ScalarView(VectorTrajectory vectors, String name, Function<VectorField, ScalarField> number) {
    this(vectors, name, number, field -> field);
  }

  @Override
  public Origin origin() {
    var of = vectors.origin();
    String model = of.model().isEmpty() ? name : of.model() + ", " + name;
    return of.named(model);
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
    var of = vectors.conditions(frame);
    return new Frame.Conditions(of.temperature(), field.apply(of.field()));
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
        number.apply(vectors.m(frame)),
        Optional.empty());
  }

  /// [Trajectory#describe].
  @Override
  public String toString() {
    return describe();
  }
}
