package onsagerflow.cli.rollout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.FrameReference;
import onsagerflow.cli.command.Inputs;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.Quantity;
import onsagerflow.cli.command.ResumableFile;
import onsagerflow.cli.command.TextFile;
import onsagerflow.cli.command.Times;
import onsagerflow.cli.engine.Distributed;
import onsagerflow.cli.engine.EngineOptions;
import onsagerflow.cli.engine.FrameBytes;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.io.ModelFile;
import onsagerflow.jobs.Task;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.rollout.Ensemble;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
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
            + " any between them, where K and s' are interpolated. Other equations, derived or"
            + " fitted to the same data, serve as baselines. Finished runs are kept beside the"
            + " output until all are done: after an interruption the same command goes on from"
            + " them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  # 16 runs from the first frames of four runs of 21 frames each, to compare with b.h5",
      "  onsagerflow rollout model.json --init b.h5#0 --init b.h5#21 --init b.h5#42 --init b.h5#63"
          + " \\",
      "    --duration 20 --save-every 1 --ensemble 16 --out r.h5",
      "  # a quench: from a warm frame, at a temperature between those learned, in a field",
      "  onsagerflow rollout family.json --init warm.h5#0 --temperature 0.85 --field 0.01 \\",
      "    --duration 20 --save-every 1 --out q.h5",
      "  # eq. (5) with Gaussian noise in place of flips of spins",
      "  onsagerflow rollout model.json --init a.h5#0 --duration 20 --save-every 1 \\",
      "    --closure onsager --noise gaussian --out g.h5",
      "  # the deterministic limit from the same frame",
      "  onsagerflow rollout model.json --init a.h5#0 --duration 20 --save-every 1 \\",
      "    --equation mean-field --out mf.h5"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters and required options
public final class RollOut implements Runnable, Distributed {

  /// Cells of an initial frame that may lie outside the range over which K was learned.
  private static final double MOST_OUTSIDE = 0.01;

  @Parameters(paramLabel = "<model.json>", description = "Learned model.")
  private Path modelFile;

  @Option(
      names = "--init",
      required = true,
      paramLabel = "<a.h5>#<frame>",
      converter = FrameReference.Words.class,
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

  @Mixin private final EquationOptions equation = new EquationOptions();

  @Mixin private final Integration integration = new Integration(false);

  @Option(
      names = "--ensemble",
      paramLabel = "<n>",
      description = "Runs with independent noise. Default: one from each --init.")
  private @Nullable Integer ensemble;

  @Option(
      names = "--seed",
      paramLabel = "<s>",
      description = "Seed of the noise: the same seed gives the same file.")
  private long seed = 1;

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  /// What is to be done, as the options say.
  ///
  /// @param ensemble of all runs
  /// @param initial frames that runs start from in turn
  private record Work(
      ModelFamily family,
      LearnedModel model,
      Ensemble ensemble,
      List<Frame> initial,
      Function<Grid, StochasticEquation> equations,
      Rollout rollout) {

    Grid grid() {
      return initial.getFirst().m().grid();
    }

    double start() {
      return initial.getFirst().time();
    }

    void run(Ensemble some, Consumer<Frame> frames) {
      some.run(
          rollout,
          () -> equations.apply(grid()),
          run -> initial.get(run % initial.size()).m(),
          frames);
    }
  }

  private Work work() {
    int runs = ensemble == null ? init.size() : ensemble;
    var family = ModelFile.readFamily(modelFile);
    var initial = initial(family.members().getFirst().block());
    var model = equation.model(family, initial.getFirst().conditions());
    requireLearned(model, initial);
    var saveAt = SaveAt.times(Times.every(0, saveEvery, duration));
    double start = initial.getFirst().time();
    model.conditions().field().requireKnown(start, start + saveAt.time(saveAt.size() - 1));
    var rollout =
        new Rollout(integration::stepper, integration.timeStep(), saveAt).startingAt(start);
    return new Work(
        family,
        model,
        new Ensemble(runs, seed),
        initial,
        equation.of(model),
        equation.isBaseline() ? rollout.allowingReflections() : rollout);
  }

  @Override
  public Task task() {
    var work = work();
    return FrameBytes.task(
        (run, frames) -> work.run(new Ensemble(run + 1, seed, 1).from(run), frames));
  }

  @Override
  public void run() {
    var out = output.path();
    if (ModelFile.isOfVectors(modelFile)) {
      engine.requireLocal("vectors are rolled out");
      vectors().run(out);
      return;
    }
    // before anything is written: a field that ends early, a kernel or field that does not fit the
    // grid, noise that cannot be, a long step
    var work = work();
    var model = work.model();
    var family = work.family();
    var initial = work.initial();
    var grid = work.grid();
    int runs = work.ensemble().runs();
    double start = work.start();
    var saveAt = work.rollout().saveAt();
    var trial = work.equations().apply(grid);
    integration.check(trial, initial.getFirst().m(), start);
    String text =
        "%s equation of %s from %s, %s"
            .formatted(
                equation.describe(), modelFile, init.getFirst(), integration.describe(trial));
    var origin = new Trajectory.Origin(text, grid, model.block(), seed);
    var file =
        new ResumableFile(out, text + plan(model) + ", seed " + seed, origin, common, "rollout");
    engine.run(
        common,
        jobs ->
            file.write(
                model.conditions(),
                runs,
                saveAt.size(),
                false,
                (done, sink) ->
                    jobs.ifPresentOrElse(
                        some ->
                            some.runs(
                                done,
                                runs,
                                saveAt.size(),
                                new FrameBytes(grid, model.conditions(), false),
                                sink),
                        () -> work.run(work.ensemble().from(done), sink))));
    common.print(
        "%s: %s frames of %s x %s blocks, %s %s of the %s equation, t = %s to %s%s"
            .formatted(
                out,
                runs * saveAt.size(),
                grid.ny(),
                grid.nx(),
                runs,
                runs == 1 ? "run" : "runs",
                equation.describe(),
                Quantity.time(start),
                Quantity.time(start + saveAt.time(saveAt.size() - 1)),
                equation.isInFieldOfFrame(family)
                    ? ", in the field of "
                        + init.getFirst()
                        + ": h = "
                        + initial.getFirst().conditions().field()
                    : ""));
    caution(model, initial.getFirst().conditions());
    if (runs < init.size()) {
      common.warn(
          "--ensemble %s starts from the first %s of %s initial frames only"
              .formatted(runs, runs, init.size()));
    }
  }

  private RollOutVectors vectors() {
    return new RollOutVectors(
        modelFile,
        init,
        duration,
        saveEvery,
        equation,
        integration.stepOfVectors(),
        Optional.ofNullable(ensemble),
        seed,
        common);
  }

  /// All that decides the frames and is not in the description.
  private String plan(LearnedModel model) {
    return ", %s, init %s, model %s at %s, every %s to %s"
        .formatted(
            equation.choices(),
            init,
            TextFile.checksum(modelFile),
            model.conditions(),
            saveEvery,
            duration);
  }

  /// Refuses a start where K was not learned.
  private void requireLearned(LearnedModel model, List<Frame> initial) {
    var known = model.mobility();
    double low = known.m(0);
    double high = known.m(known.size() - 1);
    for (int i = 0; i < initial.size(); i++) {
      long outside =
          Arrays.stream(initial.get(i).m().values()).filter(m -> m < low || m > high).count();
      double fraction = (double) outside / initial.get(i).m().size();
      if (fraction > MOST_OUTSIDE) {
        throw new IllegalArgumentException(
            "%s was learned for m from %s to %s, but %s %% of the cells of %s lie outside"
                .formatted(
                    modelFile,
                    Quantity.of(low),
                    Quantity.of(high),
                    Quantity.fixed(100 * fraction, 1),
                    init.get(i)));
      }
    }
  }

  private List<Frame> initial(int expected) {
    var frames = new ArrayList<Frame>();
    for (var reference : init) {
      var file = reference.file();
      try (var inputs = new Inputs(List.of(file))) {
        var trajectory = inputs.files().getFirst();
        Inputs.requireReducedUnits(file, trajectory);
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

  private void caution(LearnedModel model, Frame.Conditions initial) {
    var used = model.conditions();
    if (equation.movesUnasked(model, initial)) {
      common.warn(
          "%s is at T = %s, h = %s, the model at T = %s, h = %s"
              .formatted(
                  init.getFirst(),
                  initial.temperature(),
                  initial.field(),
                  used.temperature(),
                  used.field()));
    }
    if (model.mobilityByField().isPresent()
        && used.field() instanceof ExternalField.Uniform(double h)) {
      double[] known = model.mobilityByField().get().phi();
      double low = known[0];
      double high = known[known.length - 1];
      if (h < low || h > high) {
        common.warn(
            "K was learned for local fields phi = J*m + h from %s to %s, and a field of %s is beyond"
                    .formatted(Quantity.of(low), Quantity.of(high), h)
                + " them: K is held at its value at the end of the range");
      }
    }
    if (equation.needsMeanFieldGauge() && model.gauge() instanceof Gauge.Centre) {
      common.warn(
          "eqs. (3) and (4) take s' = T artanh m, but the model's J(0) is not that of this gauge: "
              + model.gauge());
    }
  }
}
