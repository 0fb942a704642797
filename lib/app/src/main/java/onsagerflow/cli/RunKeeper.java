package onsagerflow.cli;

import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.io.TrajectoryWriter;
import org.jspecify.annotations.Nullable;

/// Writes run after run into the files of [FinishedRuns]; an unfinished run leaves none.
final class RunKeeper implements Consumer<Frame>, AutoCloseable {

  private final FinishedRuns runs;
  private final int framesPerRun;
  private final boolean generator;
  private int run;
  private int written;
  private @Nullable TrajectoryWriter writer;

  RunKeeper(FinishedRuns runs, int firstRun, int framesPerRun, boolean generator) {
    this.runs = runs;
    this.run = firstRun;
    this.framesPerRun = framesPerRun;
    this.generator = generator;
  }

  @Override
  public void accept(Frame frame) {
    if (writer == null) {
      writer =
          TrajectoryWriter.create(
              runs.newFile(run), runs.origin(), frame.conditions(), framesPerRun, generator);
    }
    writer.accept(frame);
    if (++written == framesPerRun) {
      close();
      run++;
      written = 0;
    }
  }

  @Override
  public void close() {
    if (writer != null) {
      var last = writer;
      writer = null;
      last.close();
    }
  }
}
