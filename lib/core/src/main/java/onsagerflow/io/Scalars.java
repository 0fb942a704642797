package onsagerflow.io;

import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;

/// One number in each block as a vector of one component, and back. No number is copied.
final class Scalars {

  private Scalars() {}

  static ScalarField of(VectorField field) {
    return new ScalarField(field.grid(), field.values());
  }

  static Frame of(VectorFrame frame) {
    return new Frame(
        frame.time(),
        frame.run(),
        frame.conditions(),
        of(frame.m()),
        frame.generator().map(g -> new Frame.Generator(of(g.drift()), of(g.noise()))));
  }

  static VectorField asVectors(ScalarField field) {
    return new VectorField(field.grid(), 1, field.values());
  }

  static VectorFrame asVectors(Frame frame) {
    return new VectorFrame(
        frame.time(),
        frame.run(),
        frame.conditions(),
        asVectors(frame.m()),
        frame
            .generator()
            .map(g -> new VectorFrame.Generator(asVectors(g.drift()), asVectors(g.noise()))));
  }

  static VectorTrajectory asVectors(Trajectory trajectory) {
    return new AsVectors(trajectory);
  }

  private record AsVectors(Trajectory numbers) implements VectorTrajectory {

    @Override
    public Trajectory.Origin origin() {
      return numbers.origin();
    }

    @Override
    public int components() {
      return 1;
    }

    @Override
    public boolean hasGenerator() {
      return numbers.hasGenerator();
    }

    @Override
    public VectorFrame frame(int frame) {
      return asVectors(numbers.frame(frame));
    }

    @Override
    public int size() {
      return numbers.size();
    }

    @Override
    public double time(int frame) {
      return numbers.time(frame);
    }

    @Override
    public int run(int frame) {
      return numbers.run(frame);
    }

    @Override
    public Frame.Conditions conditions(int frame) {
      return numbers.conditions(frame);
    }
  }
}
