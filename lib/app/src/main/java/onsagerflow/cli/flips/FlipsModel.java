package onsagerflow.cli.flips;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.TextFile;
import onsagerflow.cli.engine.Distributed;
import onsagerflow.cli.rollout.EquationOptions;
import onsagerflow.cli.rollout.Integration;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.io.ModelFile;
import onsagerflow.jobs.Task;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.rare.EquationReplica;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow flips model`: flips of a learned equation.
@Command(
    name = "model",
    header = "Measures how rarely a learned model flips.",
    description =
        "Measures the mean time in which the magnetisation M of a box of cells of a learned"
            + " equation flips from one ordered state to the other. Interrupted, the same command"
            + " goes on from where it was.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow flips model model.json --runs 200 --out flips.json",
      "  # flips too rare to wait for",
      "  onsagerflow flips model model.json --cells 16 --method ffs --out rare.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
final class FlipsModel implements Runnable, Distributed {

  /// Updates of cells that tell whether reflections are too many.
  private static final double TRIAL_UPDATES = 1e5;

  @Parameters(paramLabel = "<model.json>", description = "Learned model.")
  private Path modelFile;

  private static final int CELLS = 8;

  @Option(
      names = "--cells",
      paramLabel = "<n>",
      description =
          "Edge of the box, in cells. Default: 8, or as many as the kernel is wide where that is"
              + " more.")
  private @Nullable Integer cells;

  @Mixin private final EquationOptions equation = new EquationOptions();

  @Mixin private final Integration integration = new Integration(true);

  @Mixin private final FlipOptions flips = new FlipOptions();

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var out = output.path();
    var model = model();
    var grid = grid(model);
    var equations = equation.of(model);
    var trial = equations.apply(grid);
    var transition = flips.transition(slope(model), integration.timeStep());
    var start = ScalarField.uniform(grid, transition.start());
    integration.check(trial, start, 0);
    requireNoise(trial, start);
    tryOut(trial, start);
    sampling(model, grid, equations).run(out, flips, transition, common);
  }

  @Override
  public Task task() {
    var model = model();
    return sampling(model, grid(model), equation.of(model)).task();
  }

  private LearnedModel model() {
    var family = ModelFile.readFamily(modelFile);
    equation.requireTemperature(family);
    equation.requireField(family);
    var model = equation.model(family, family.members().getFirst().conditions());
    model.conditions().field().constant(); // a flip between two states of a uniform field
    return model;
  }

  private Grid grid(LearnedModel model) {
    int edge = edge(2 * model.kernel().radius() + 1);
    return new Grid(edge, edge, model.block());
  }

  private FlipSampling sampling(
      LearnedModel model, Grid grid, Function<Grid, StochasticEquation> equations) {
    String description =
        "%s equation of %s, %s x %s cells, T = %s, h = %s, %s"
            .formatted(
                equation.describe(),
                modelFile.getFileName(),
                grid.ny(),
                grid.nx(),
                model.conditions().temperature(),
                model.conditions().field(),
                integration.describe(equations.apply(grid)));
    return new FlipSampling(
        () ->
            new EquationReplica(integration.stepper(equations.apply(grid)), integration.timeStep()),
        description,
        description + ", " + equation.choices() + ", " + TextFile.checksum(modelFile));
  }

  /// The box must be as wide as the kernel.
  private int edge(int width) {
    if (cells == null) {
      return Math.max(CELLS, width);
    }
    if (cells < width) {
      throw new IllegalArgumentException(
          "--cells must be at least %s, the width of the learned kernel, got %s"
              .formatted(width, cells));
    }
    return cells;
  }

  /// Integrates a while in state A; fails where a rollout would, above all at too many reflections.
  private void tryOut(StochasticEquation equation, ScalarField start) {
    double steps = Math.ceil(TRIAL_UPDATES / start.size());
    var saveAt = SaveAt.times(steps * integration.timeStep());
    new Rollout(integration::stepper, integration.timeStep(), saveAt)
        .run(equation, start, 0, new CounterRandom(0, 1), frame -> {});
  }

  /// Of the free energy of uniform states.
  private static DoubleUnaryOperator slope(LearnedModel model) {
    var conditions = model.conditions();
    var entropySlope =
        EntropySlope.of(model.entropySlope(), conditions.temperature(), model.cellVolume());
    double strength = model.kernel().total();
    return m -> entropySlope.at(m) - strength * m - conditions.field().constant();
  }

  private void requireNoise(StochasticEquation equation, ScalarField start) {
    var noise = new double[start.size()];
    equation.evaluate(start.values(), new double[start.size()], noise);
    if (Arrays.stream(noise).allMatch(d -> d == 0)) {
      throw new IllegalArgumentException(
          "the " + this.equation.describe() + " equation is deterministic: it never flips");
    }
  }
}
