package onsagerflow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.Closure;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.rollout.AdamsBashforthLeap;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.TrapezoidalLeap;

/// Our side of `environment/benchmark`: one piece of work, done whenever it is asked for, so that
/// those of others can be measured in between.
///
///     java … onsagerflow.benchmarks.Contestant WORK LENGTH CLOCK SECONDS
///
/// After a warm-up of so many seconds it prints `ready`. For each number of seconds on a line of
/// input it works so long and prints what it did in one second. Seconds are those of CLOCK: of the
/// processor time of all its threads (`processor`), or of the day (`wall`).
public final class Contestant {

  private static final double DT = 0.1;
  private static final int RADIUS = 6;
  private static final double RANGE = 32;
  private static final int SWEEPS = 20;

  private static final RandomGenerator RANDOM = new CounterRandom(1, 0);

  /// @param amount what one step does, in the unit of the table
  private record Work(double amount, Runnable step) {}

  private Contestant() {}

  public static void main(String[] arguments) throws IOException {
    Work work = work(arguments[0], Integer.parseInt(arguments[1]));
    LongSupplier clock = clock(arguments[2]);
    rate(work, clock, Double.parseDouble(arguments[3]));
    System.out.println("ready");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(rate(work, clock, Double.parseDouble(line)));
    }
  }

  private static double rate(Work work, LongSupplier clock, double seconds) {
    long start = clock.getAsLong();
    for (int steps = 1; ; steps++) {
      work.step().run();
      double spent = 1e-9 * (clock.getAsLong() - start);
      if (spent >= seconds) {
        return steps * work.amount() / spent;
      }
    }
  }

  private static LongSupplier clock(String name) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return switch (name) {
      case "processor" -> system::getProcessCpuTime;
      case "wall" -> System::nanoTime;
      default -> throw new IllegalArgumentException("no clock '" + name + "'");
    };
  }

  private static Work work(String name, int length) {
    var grid = new Grid(length, length, 8);
    return switch (name) {
      case "neighbours" -> neighbours(length);
      case "kac-bump" -> kac(new KacIsing(Grid.square(length), KacKernel.bump(RANGE), spins()));
      case "kac-gaussian" ->
          kac(new KacIsing(Grid.square(length), KacKernel.gaussian(RANGE / 4), spins()));
      case "kac-bump-sites" -> kac(ofEverySite(length, KacKernel.bump(RANGE)));
      case "kac-gaussian-sites" -> kac(ofEverySite(length, KacKernel.gaussian(RANGE / 4)));
      case "euler-maruyama" -> spde(new EulerMaruyama(equation(grid)));
      case "adams-bashforth" -> spde(new AdamsBashforthLeap(equation(grid)));
      case "trapezoidal" -> spde(new TrapezoidalLeap(equation(grid)));
      case "convolution-and-noise" -> convolution(grid, true);
      case "convolution" -> convolution(grid, false);
      default -> throw new IllegalArgumentException("no work '" + name + "'");
    };
  }

  /// 10⁹ spins. A step of one sweep visits each spin once, as a sweep of the full heat bath does.
  private static Work neighbours(int length) {
    var spins = new NearestNeighbourIsing(Grid.square(length), new Frame.Conditions(2.27, 0), 1);
    return new Work(
        1e-9 * SWEEPS * length * length, () -> spins.advance(SWEEPS * spins.step(), RANDOM));
  }

  private static Frame.Conditions spins() {
    return new Frame.Conditions(0.8, 0);
  }

  private static KacIsing ofEverySite(int length, Kernel kernel) {
    return KacIsing.withFieldOfEverySite(
        Grid.square(length), kernel, spins(), KacIsing.DEFAULT_LEAP);
  }

  /// 10⁹ refreshed spins.
  private static Work kac(KacIsing spins) {
    double refreshed = spins.grid().size() * -Math.expm1(-spins.leap());
    return new Work(1e-9 * refreshed, () -> spins.advance(spins.leap(), RANDOM));
  }

  private static OnsagerFlow equation(Grid grid) {
    return OnsagerFlow.of(MeanFieldModel.of(Closure.COSH, RADIUS), grid);
  }

  private static Work spde(Stepper stepper) {
    var m = new double[stepper.equation().grid().size()];
    return new Work(1, () -> stepper.step(m, DT, RANDOM));
  }

  private static Work convolution(Grid grid, boolean noise) {
    var convolution = new Convolution(grid, MeanFieldModel.kernel(RADIUS));
    var m = new double[grid.size()];
    var result = new double[grid.size()];
    return new Work(
        1,
        () -> {
          convolution.apply(m, result);
          for (int cell = 0; noise && cell < m.length; cell++) {
            result[cell] += RANDOM.nextGaussian();
          }
        });
  }
}
