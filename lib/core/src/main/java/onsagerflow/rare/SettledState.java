package onsagerflow.rare;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The order parameter in state A, from replicas that have settled there.
///
/// @param lambda observed, in increasing order
@SuppressWarnings("ArrayRecordComponent") // never compared
record SettledState(double[] lambda) {

  /// Stages of the sampling count up from 0, those before it down from −1.
  private static final int STAGE = -1;

  /// Observes each replica for as long again as it has settled, or until it reaches B.
  static SettledState observe(Transition transition, int replicas, Workers workers) {
    int looks = (int) Math.ceil(transition.settling() / transition.interval());
    var observed =
        workers.run(
            "pilot: in A",
            STAGE,
            replicas,
            (number, preview) ->
                (replica, random) -> {
                  transition.prepare(replica, random);
                  return IntStream.range(0, looks)
                      .mapToDouble(look -> transition.observe(replica, random))
                      .takeWhile(lambda -> lambda < transition.b())
                      .toArray();
                });
    return new SettledState(observed.stream().flatMapToDouble(DoubleStream::of).sorted().toArray());
  }

  /// The value that is exceeded a given share of the time.
  double exceeded(double share) {
    return lambda[(int) ((1 - share) * lambda.length)];
  }
}
