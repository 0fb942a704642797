package onsagerflow.rare;

import java.util.function.Supplier;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.TrapezoidalLeap;

/// Small systems that flip.
final class Systems {

  private Systems() {}

  /// Curie–Weiss spins.
  static BirthDeathChain chain(int n, double beta) {
    return BirthDeathChain.curieWeiss(n, 1.0 / n, beta, 0);
  }

  static Supplier<Replica> of(BirthDeathChain chain) {
    return () -> new ChainReplica(chain);
  }

  /// From one mode of a chain to the other, observed every 0.05 sweeps.
  static Transition betweenModes(BirthDeathChain chain, int mode) {
    double m = chain.magnetisation(mode);
    return Transition.ofMagnetisation(m, 40, -m, 0.05);
  }

  /// 8² spins in blocks of 4², interacting over 3 spins each way.
  static Supplier<Replica> spins() {
    return () ->
        new SpinReplica(
            new KacIsing(Grid.square(8), KacKernel.box(3), new Frame.Conditions(0.8, 0), 0.1),
            new BlockAverage(4));
  }

  /// 3² cells of 24 spins by Euler–Maruyama with Gaussian noise.
  static Supplier<Replica> equation() {
    return () -> new EquationReplica(new EulerMaruyama(flow(Closure.ONSAGER)), 0.1);
  }

  /// The same cells by flips of single spins.
  static Supplier<Replica> flips() {
    return () -> new EquationReplica(new TrapezoidalLeap(flow(Closure.COSH)), 0.1);
  }

  private static OnsagerFlow flow(Closure closure) {
    double beta = 1.2;
    int v = 24;
    var kernel = new Kernel(1, new double[] {0, 0.1, 0, 0.1, 0.6, 0.1, 0, 0.1, 0});
    return new OnsagerFlow(
        Grid.square(3),
        v,
        new Frame.Conditions(1 / beta, 0),
        closure,
        closure == Closure.COSH ? Mobility.heatBath(beta) : Mobility.degenerate(beta),
        EntropySlope.meanField(1 / beta, v),
        kernel);
  }
}
