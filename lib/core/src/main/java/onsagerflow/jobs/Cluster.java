package onsagerflow.jobs;

import java.util.Map;
import java.util.function.Consumer;

/// A kind of cluster, found by [java.util.ServiceLoader] where its libraries are on the class path.
public interface Cluster {

  /// Connects to a cluster.
  ///
  /// @param master its address, in the words of this kind
  /// @param settings of this kind, over its defaults
  /// @param notes hears what is waited for
  /// @throws java.io.UncheckedIOException if nobody is there
  /// @throws IllegalArgumentException if the address or a setting is none
  Jobs connect(String master, Map<String, String> settings, Consumer<String> notes);
}
