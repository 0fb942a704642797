package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.StochasticHeun;

/// Block fields that obey the mesoscopic equation itself, with the functions of heat-bath spins:
///
///     K = β(1 − m tanh βφ),   s′ = T artanh m,   J = Ĵ_B
///
/// They have Gaussian noise and no structure inside a block, so that what an estimate misses is the
/// estimate's own.
record KnownEquation(Grid blocks, Frame.Conditions conditions, Kernel kernel, Closure closure) {

  /// Short enough for the increments of a lag of 0.05 to have their variance within 0.1 %.
  private static final double TIME_STEP = 0.01;

  /// One run, from independent blocks of a mean; recorded runs are numbered from `firstRun`.
  List<Frame> record(Schedule schedule, double mean, int firstRun, RandomGenerator random) {
    int v = blocks.cellVolume();
    var equation =
        new OnsagerFlow(
                blocks,
                v,
                conditions,
                closure,
                Mobility.heatBath(conditions.beta()),
                EntropySlope.meanField(conditions.temperature(), v),
                kernel)
            .withFiniteBlock(false);
    var m = new ScalarField(blocks);
    double deviation = Math.sqrt((1 - mean * mean) / v);
    for (int x = 0; x < m.size(); x++) {
      m.set(x, Math.clamp(mean + deviation * random.nextGaussian(), -1 + 1.0 / v, 1 - 1.0 / v));
    }
    var frames = new ArrayList<Frame>();
    var times = schedule.runs().stream().flatMap(List::stream).mapToDouble(t -> t).toArray();
    new Rollout(StochasticHeun::new, TIME_STEP, SaveAt.times(times))
        .run(equation, m, 0, random, frames::add);
    return numbered(frames, schedule, firstRun);
  }

  private static List<Frame> numbered(List<Frame> frames, Schedule schedule, int firstRun) {
    var all = new ArrayList<Frame>();
    int run = firstRun;
    int next = 0;
    for (var times : schedule.runs()) {
      for (int i = 0; i < times.size(); i++) {
        var frame = frames.get(next++);
        all.add(new Frame(frame.time(), run, frame.conditions(), frame.m(), Optional.empty()));
      }
      run++;
    }
    return all;
  }
}
