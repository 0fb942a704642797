package onsagerflow.rare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The pilot run that places interfaces: see [Interfaces.Scouted].
record Scouts(Transition transition, Interfaces.Scouted wanted, Workers workers) {

  /// Share of the time in A that is spent beyond the first interface.
  private static final double BEYOND_FIRST = 0.1;

  /// The stage after that of [SettledState]; those from the interfaces go on down from here.
  private static final int AT_FIRST = -2;

  List<Double> place() {
    var flip = transition; // what a trial needs, without the rest of this
    var interfaces = new ArrayList<Double>();
    double lambda = first();
    double start = lambda;
    var states =
        all(
            "pilot: to the first interface",
            AT_FIRST,
            (number, preview) ->
                (replica, random) -> {
                  flip.prepareInA(replica, random);
                  while (flip.observe(replica, random) < start) {}
                  return replica.save();
                });
    while (lambda < transition.b()) {
      interfaces.add(lambda);
      var parents = states;
      int stage = AT_FIRST - interfaces.size();
      var farthest =
          all(
              "pilot: from interface " + interfaces.size(),
              stage,
              (number, preview) -> {
                var parent = Start.among(parents, preview);
                return (replica, random) -> {
                  parent.restore(replica, random);
                  return flip.farthest(replica, random);
                };
              });
      lambda = next(farthest, lambda);
      double target = lambda;
      states =
          all(
                  "pilot: to interface " + (interfaces.size() + 1),
                  stage,
                  (number, preview) -> {
                    var parent = Start.among(parents, preview);
                    return (replica, random) -> flip.shoot(replica, parent, target, random);
                  })
              .stream()
              .flatMap(List::stream)
              .toList();
    }
    return interfaces;
  }

  private double first() {
    double lambda =
        SettledState.observe(transition, wanted.scouts(), workers).exceeded(BEYOND_FIRST);
    if (!(lambda > transition.a())) {
      throw new IllegalArgumentException(
          "A, order parameter up to "
              + transition.a()
              + ", is hardly ever left: it is below "
              + lambda
              + " nine tenths of the time; put A lower");
    }
    return lambda;
  }

  /// The place that a share of trajectories has reached.
  ///
  /// @param farthest how far each of them came
  static double reachedBy(double share, List<Double> farthest) {
    return farthest.stream()
        .sorted(Comparator.reverseOrder())
        .skip((long) Math.ceil(share * farthest.size()) - 1)
        .findFirst()
        .orElseThrow();
  }

  /// The place that the wanted share of scouts has reached, beyond `lambda` and up to b.
  private double next(List<Double> farthest, double lambda) {
    double least = reachedBy(wanted.probability(), farthest);
    double reached =
        farthest.stream()
            .mapToDouble(f -> f)
            .filter(f -> f >= least && f > lambda)
            .min()
            .orElseThrow(
                () ->
                    new ArithmeticException(
                        "none of "
                            + wanted.scouts()
                            + " scouts got beyond "
                            + lambda
                            + ": take more of them"));
    return Math.min(reached, transition.b());
  }

  private <T> List<T> all(String name, int stage, Workers.Numbered<T> trials) {
    return workers.run(name, stage, wanted.scouts(), trials);
  }
}
