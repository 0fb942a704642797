package onsagerflow.estimate.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;

/// Reads observations of vectors, of which none may be longer than that of a block whose spins are
/// all parallel.
final class VectorReader
    extends FrameReader<VectorTrajectory, VectorReader.Read, VectorObservation> {

  /// Of |m| above 1, as single precision rounds.
  private static final double ROUNDING = 1e-6;

  private final VectorObservations observations;

  record Read(VectorField m, Optional<VectorFrame.Generator> generator, VectorField h) {}

  VectorReader(VectorObservations observations, int first) {
    super(observations, first);
    this.observations = observations;
  }

  @Override
  Read read(VectorTrajectory trajectory, int frame) {
    if (observations.fromGenerator()) {
      var all = trajectory.frame(frame);
      return read(trajectory, frame, all.m(), all.generator());
    }
    return read(trajectory, frame, trajectory.m(frame), Optional.empty());
  }

  private Read read(
      VectorTrajectory trajectory,
      int frame,
      VectorField m,
      Optional<VectorFrame.Generator> generator) {
    requireInBall(trajectory, frame, m);
    return new Read(m, generator, observations.external(trajectory, frame, m.grid()));
  }

  private static void requireInBall(VectorTrajectory trajectory, int frame, VectorField m) {
    int cells = m.grid().size();
    for (int x = 0; x < cells; x++) {
      double square = 0;
      for (int c = 0; c < m.components(); c++) {
        square += m.get(c, x) * m.get(c, x);
      }
      if (!(square <= 1 + ROUNDING)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "|m| = %.6g in cell %d of frame %d (run %d, t = %s): the mean of unit vectors is"
                    + " no longer than 1",
                Math.sqrt(square),
                x,
                frame,
                trajectory.run(frame),
                (float) trajectory.time(frame)));
      }
    }
  }

  @Override
  VectorObservation instant(ObservationSet.Source<VectorTrajectory> source, Read frame) {
    return new VectorObservation.Instant(
        inUnits(frame.generator().orElseThrow()), frame.m(), source.conditions(), frame.h());
  }

  private VectorFrame.Generator inUnits(VectorFrame.Generator channels) {
    double time = observations.units().time();
    return time == 1
        ? channels
        : new VectorFrame.Generator(scaled(channels.drift(), time), scaled(channels.noise(), time));
  }

  private static VectorField scaled(VectorField field, double factor) {
    double[] values = Arrays.stream(field.values()).map(x -> factor * x).toArray();
    return new VectorField(field.grid(), field.components(), values);
  }

  @Override
  VectorObservation increment(
      ObservationSet.Source<VectorTrajectory> source, Read start, Read end) {
    return new VectorObservation.Increment(
        start.m(),
        end.m(),
        source.lag() / observations.units().time(),
        source.conditions(),
        start.h(),
        end.h());
  }
}
