package onsagerflow.estimate;

import java.io.DataInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import onsagerflow.estimate.check.Assessment;
import onsagerflow.estimate.check.MarkovTest;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.data.Portable;
import onsagerflow.estimate.likelihood.FitPass;
import onsagerflow.field.Trajectory;

/// What an [onsagerflow.estimate.data.Engine] does with the groups that it is given, in whatever
/// process: sums from files, frame numbers and the current equation alone.
///
///     Engine engine = groups -> groups.stream().map(g -> Groups.answer(g, TrajectoryFile::open)).toList();
///     Learner.standard().fit(Observations.of(file).on(engine));
public final class Groups {

  private Groups() {}

  /// The sums of one group as bytes.
  ///
  /// @param open opens the files that the group names; whoever opens them closes them
  /// @throws IllegalArgumentException if the bytes are no group
  public static byte[] answer(byte[] group, Function<Path, ? extends Trajectory> open) {
    return Pass.answer(group, open, Groups::question);
  }

  private static Portable<?> question(int first, DataInput in) throws IOException {
    String kind = in.readUTF();
    return switch (kind) {
      case FitPass.KIND -> FitPass.read(first, in);
      case Assessment.Question.KIND -> Assessment.Question.read(in);
      case MarkovTest.Question.KIND -> MarkovTest.Question.read(in);
      default -> throw new IllegalArgumentException("no group asks for " + kind);
    };
  }
}
