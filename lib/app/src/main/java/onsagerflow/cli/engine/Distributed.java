package onsagerflow.cli.engine;

import onsagerflow.jobs.Task;

/// A command whose work can be done in parts, by whoever has its command line.
public interface Distributed {

  /// Does parts of the work as the options say; writes nothing.
  Task task();
}
