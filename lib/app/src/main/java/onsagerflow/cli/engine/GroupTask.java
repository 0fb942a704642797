package onsagerflow.cli.engine;

import java.util.ArrayList;
import onsagerflow.estimate.Groups;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.jobs.Task;

/// The sums of one group of observations, of which [Groups] makes questions.
public final class GroupTask implements Task {

  /// Made by name.
  public GroupTask() {}

  @Override
  public byte[] answer(byte[] group) {
    var opened = new ArrayList<TrajectoryFile>();
    try {
      return Groups.answer(
          group,
          path -> {
            opened.add(TrajectoryFile.open(path));
            return opened.getLast();
          });
    } finally {
      opened.forEach(TrajectoryFile::close);
    }
  }
}
