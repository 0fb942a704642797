package onsagerflow.meso;

import java.util.LinkedHashMap;
import java.util.Map;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// One of each equation of this room, on cells of 8 × 8 spins.
public final class Equations {

  /// Ten cells by twelve: room for the kernels.
  public static final Grid GRID = new Grid(10, 12, 8);

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0.03);
  private static final Kernel KERNEL =
      new Kernel(
          2,
          new double[] {
            0, 0.01, 0.03, 0.01, 0, //
            0.01, 0.06, 0.09, 0.05, 0.02, //
            0.02, 0.1, 0.2, 0.1, 0.02, //
            0.02, 0.05, 0.09, 0.06, 0.01, //
            0, 0.01, 0.03, 0.01, 0
          });

  private Equations() {}

  /// By name; new ones at every call, because an equation holds work space.
  public static Map<String, StochasticEquation> all() {
    var all = new LinkedHashMap<String, StochasticEquation>();
    all.put("allen-cahn", AllenCahn.of(KERNEL, CONDITIONS, GRID));
    all.put("allen-cahn-noise", AllenCahn.of(KERNEL, CONDITIONS, GRID).withNoise(0.004));
    all.put("mean-field", new MeanFieldKac(GRID, CONDITIONS, KERNEL));
    all.put("kramers-moyal", kramersMoyal());
    for (var closure : Closure.values()) {
      String name = closure == Closure.COSH ? "cosh" : "onsager";
      var equation = onsagerFlow(closure, CONDITIONS);
      all.put(name, equation);
      all.put(name + "-bare", equation.withFiniteBlock(false));
    }
    return all;
  }

  /// Eq. (5) with the functions of heat-bath spins.
  public static OnsagerFlow onsagerFlow(Closure closure, Frame.Conditions conditions) {
    int v = 64;
    double temperature = conditions.temperature();
    return new OnsagerFlow(
        GRID,
        v,
        conditions,
        closure,
        Mobility.heatBath(1 / temperature),
        EntropySlope.meanField(temperature, v),
        KERNEL);
  }

  /// The conditions of [#all] with another field.
  public static Frame.Conditions inField(ExternalField field) {
    return new Frame.Conditions(CONDITIONS.temperature(), field);
  }

  private static KramersMoyal kramersMoyal() {
    var range = new NeighbourDrift.Range(-0.9, 0.9);
    var drift =
        new NeighbourDrift(1, 2, new double[] {0.01, -0.9, 0.95, 0.02, -0.03, 0.01}, range, range);
    var m = new double[] {-0.9, -0.3, 0.3, 0.9};
    var noise = new Table(m, new double[] {0.005, 0.02, 0.02, 0.005}, new double[4]);
    return new KramersMoyal(GRID, CONDITIONS, drift, noise);
  }
}
