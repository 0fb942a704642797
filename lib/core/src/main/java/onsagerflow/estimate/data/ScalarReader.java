package onsagerflow.estimate.data;

import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// Reads observations of scalars.
final class ScalarReader extends FrameReader<Trajectory, ScalarReader.Read, Observation> {

  private final Observations observations;

  record Read(ScalarField m, Optional<Frame.Generator> generator, ScalarField h) {}

  ScalarReader(Observations observations, int first) {
    super(observations, first);
    this.observations = observations;
  }

  @Override
  Read read(Trajectory trajectory, int frame) {
    if (observations.fromGenerator()) {
      var all = trajectory.frame(frame);
      var h = observations.external(trajectory, frame, all.m().grid());
      return new Read(all.m(), all.generator(), h);
    }
    var m = trajectory.m(frame);
    return new Read(m, Optional.empty(), observations.external(trajectory, frame, m.grid()));
  }

  @Override
  Observation instant(ObservationSet.Source<Trajectory> source, Read frame) {
    return new Observation.Instant(
        frame.generator().orElseThrow(), frame.m(), source.conditions(), frame.h());
  }

  @Override
  Observation increment(ObservationSet.Source<Trajectory> source, Read start, Read end) {
    return new Observation.Increment(
        start.m(), end.m(), source.lag(), source.conditions(), start.h(), end.h());
  }
}
