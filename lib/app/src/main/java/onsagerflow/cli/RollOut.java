package onsagerflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryWriter;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.rollout.Ensemble;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow rollout`: integrates a learned model from a recorded frame.
@Command(
    name = "rollout",
    header = "Integrates a learned model from a recorded frame.",
    description =
        "Integrates a learned stochastic equation in time, several times with independent noise,"
            + " from one frame of a trajectory with the model's block size. Times count on from"
            + " that frame's, so that compare finds them in the trajectory it came from. A model"
            + " learned at several temperatures is integrated at that of the initial frame or at"
            + " any between them, where K and s' are interpolated. The deterministic equations of"
            + " the paper, eq. (3) mean-field and eq. (4) allen-cahn, with the learned J serve as"
            + " baselines.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow rollout model.json --init a.h5#0 --duration 20 --save-every 1 --ensemble 8 \\",
      "    --out r.h5",
      "  # a quench: from a warm frame, at a temperature between those learned, in a field",
      "  onsagerflow rollout family.json --init warm.h5#0 --temperature 0.85 --field 0.01 \\",
      "    --duration 20 --save-every 1 --out q.h5",
      "  # the deterministic limit from the same frame",
      "  onsagerflow rollout model.json --init a.h5#0 --duration 20 --save-every 1 \\",
      "    --equation mean-field --out mf.h5"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters, required options and defaults
final class RollOut implements Runnable {

  /// What to integrate.
  enum Equation {
    LEARNED,
    MEAN_FIELD,
    ALLEN_CAHN;

    StochasticEquation of(LearnedModel model, Grid grid) {
      return switch (this) {
        case LEARNED -> OnsagerFlow.of(model, grid);
        case MEAN_FIELD -> new MeanFieldKac(grid, model.conditions(), model.kernel());
        case ALLEN_CAHN -> AllenCahn.of(model.kernel(), model.conditions(), grid);
      };
    }
  }

  /// How to integrate it.
  enum Method {
    EULER,
    HEUN;

    Stepper of(StochasticEquation equation) {
      return switch (this) {
        case EULER -> new EulerMaruyama(equation);
        case HEUN -> new StochasticHeun(equation);
      };
    }
  }

  @Parameters(paramLabel = "<model.json>", description = "Learned model.")
  private Path modelFile;

  @Option(
      names = "--init",
      required = true,
      paramLabel = "<a.h5>#<frame>",
      description =
          "Frame to start from, counted from 0. Given several times, run i starts from the i-th in"
              + " turn; runs that share a frame do not show the scatter between initial frames.")
  private List<FrameReference> init;

  @Option(
      names = "--duration",
      required = true,
      paramLabel = "<t>",
      description = "Sweeps to integrate.")
  private Double duration;

  @Option(
      names = "--save-every",
      required = true,
      paramLabel = "<dt>",
      description = "Sweeps between saved frames; the start is the first.")
  private Double saveEvery;

  @Option(
      names = "--temperature",
      paramLabel = "<T>",
      description =
          "Temperature; between those learned, K and s' are interpolated. Default: the model's, or"
              + " that of the initial frame for a model of several.")
  private @Nullable Double temperature;

  @Option(
      names = "--field",
      paramLabel = "<h>",
      description =
          "External field. Default: the model's, or that of the initial frame for a model learned"
              + " in several.")
  private @Nullable Double field;

  @Option(names = "--ensemble", paramLabel = "<n>", description = "Runs with independent noise.")
  private int ensemble = 1;

  @Option(
      names = "--equation",
      paramLabel = "learned|mean-field|allen-cahn",
      defaultValue = "learned",
      description = "Equation to integrate.")
  private Equation equation;

  @Option(
      names = "--stepper",
      paramLabel = "euler|heun",
      defaultValue = "heun",
      description = "Euler-Maruyama, or stochastic Heun (second order for weak noise).")
  private Method method;

  @Option(names = "--time-step", paramLabel = "<dt>", description = "Longest time step, in sweeps.")
  private double timeStep = Rollout.DEFAULT_TIME_STEP;

  @Option(
      names = "--seed",
      paramLabel = "<s>",
      description = "Seed of the noise: the same seed gives the same file.")
  private long seed = 1;

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var out = output.path();
    var family = ModelFile.readFamily(modelFile);
    var initial = initial(family.members().getFirst().block());
    var model = model(family, initial.getFirst().conditions());
    var grid = initial.getFirst().m().grid();
    double start = initial.getFirst().time();
    var saveAt = SaveAt.times(Times.every(0, saveEvery, duration));
    var rollout = new Rollout(method::of, timeStep, saveAt);
    var runs = new Ensemble(ensemble, seed);
    int frames = Math.multiplyExact(saveAt.size(), ensemble);
    equation.of(model, grid); // refuses a kernel wider than the grid before anything is written
    String text =
        "%s equation of %s from %s, %s step of at most %s"
            .formatted(word(equation), modelFile, init.getFirst(), word(method), timeStep);
    var origin = new Trajectory.Origin(text, grid, model.block(), seed);
    Rollout.Report report;
    try (var writer = TrajectoryWriter.create(out, origin, model.conditions(), frames, false);
        var progress = common.progress("rollout", "frames", frames)) {
      Consumer<Frame> sink =
          frame -> {
            writer.accept(later(frame, start));
            progress.advance();
          };
      report =
          runs.run(
              rollout,
              () -> equation.of(model, grid),
              run -> initial.get(run % initial.size()).m(),
              sink);
    }
    common.print(
        "%s: %d frames of %d x %d blocks, %d %s of the %s equation, t = %s to %s"
            .formatted(
                out,
                frames,
                grid.ny(),
                grid.nx(),
                ensemble,
                ensemble == 1 ? "run" : "runs",
                word(equation),
                Quantity.time(start),
                Quantity.time(start + saveAt.time(saveAt.size() - 1))));
    caution(model, initial.getFirst().conditions(), report);
  }

  /// The model of the family that the options and the initial frame ask for.
  private LearnedModel model(ModelFamily family, Frame.Conditions initial) {
    if (temperature != null && !(temperature > 0)) {
      throw new IllegalArgumentException("--temperature must be positive, got " + temperature);
    }
    if (field != null && !Double.isFinite(field)) {
      throw new IllegalArgumentException("--field must be finite, got " + field);
    }
    double t =
        temperature != null
            ? temperature
            : family.members().size() > 1
                ? initial.temperature()
                : family.temperatures().getFirst();
    var model = family.at(t);
    double h =
        field != null
            ? field
            : severalFields(family) ? initial.field() : model.conditions().field();
    return model.withField(h);
  }

  private static boolean severalFields(ModelFamily family) {
    return family.members().stream().anyMatch(m -> m.diagnostics().containsKey("fields"))
        || family.members().stream().map(m -> m.conditions().field()).distinct().count() > 1;
  }

  private List<Frame> initial(int expected) {
    var frames = new ArrayList<Frame>();
    for (var reference : init) {
      var file = reference.file();
      try (var inputs = new Inputs(List.of(file))) {
        var trajectory = inputs.files().getFirst();
        int block = trajectory.origin().block();
        Inputs.requireSame("block size", modelFile, expected, file, block);
        frames.add(reference.of(trajectory));
      }
      var first = frames.getFirst();
      var last = frames.getLast();
      Inputs.requireSame("grid", init.getFirst(), first.m().grid(), reference, last.m().grid());
      Inputs.requireSame("time", init.getFirst(), first.time(), reference, last.time());
    }
    return frames;
  }

  private static Frame later(Frame frame, double start) {
    return new Frame(
        start + frame.time(), frame.run(), frame.conditions(), frame.m(), Optional.empty());
  }

  private void caution(LearnedModel model, Frame.Conditions initial, Rollout.Report report) {
    var used = model.conditions();
    boolean warmer = temperature == null && initial.temperature() != used.temperature();
    boolean elsewhere = field == null && initial.field() != used.field();
    if (warmer || elsewhere) {
      common.warn(
          "%s is at T = %s, h = %s, the model at T = %s, h = %s"
              .formatted(
                  init.getFirst(),
                  initial.temperature(),
                  initial.field(),
                  used.temperature(),
                  used.field()));
    }
    if (equation != Equation.LEARNED && model.gauge().startsWith("J(0)")) {
      common.warn(
          "eqs. (3) and (4) take s' = T artanh m, but the model's J(0) is not that of this gauge: "
              + model.gauge());
    }
    if (report.clipFraction() > 1e-3) {
      common.warn(
          "cells were reflected at |m| = 1 in "
              + Quantity.fixed(100 * report.clipFraction(), 1)
              + " % of their steps; a shorter --time-step may help");
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
