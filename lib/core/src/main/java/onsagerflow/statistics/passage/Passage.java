package onsagerflow.statistics.passage;

import java.io.Serializable;

/// How long a run took to pass a threshold, or how long it was watched in vain.
///
/// @param run number of the run
/// @param time since its start, sweeps
/// @param passed false for a run that ended before it passed (right-censored)
public record Passage(int run, double time, boolean passed) implements Serializable {
  public Passage {
    if (!(time >= 0) || !Double.isFinite(time)) {
      throw new IllegalArgumentException("run %s cannot pass after %s sweeps".formatted(run, time));
    }
  }
}
