package onsagerflow.cli.rollout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.FrameReference;
import onsagerflow.cli.command.Inputs;
import onsagerflow.cli.command.Quantity;
import onsagerflow.cli.command.ResumableFile;
import onsagerflow.cli.command.TextFile;
import onsagerflow.cli.command.Times;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.ModelFile;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.LearnedVectorModel;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import onsagerflow.rollout.Ensemble;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.TimeStepCheck;

/// What `rollout` does with a model of vector spins.
///
/// @param modelFile of the model
/// @param init frames to start from
/// @param duration,saveEvery in the unit of time of the data
/// @param equation which of a model of several temperatures, and in which field
/// @param timeStep the longest, where it is given
/// @param runs how many; one from each frame where it is not given
record RollOutVectors(
    Path modelFile,
    List<FrameReference> init,
    double duration,
    double saveEvery,
    EquationOptions equation,
    Optional<Double> timeStep,
    Optional<Integer> runs,
    long seed,
    Common common) {

  /// Writes all runs.
  void run(Path out) {
    int number = runs.orElse(init.size());
    var family = ModelFile.readVectorFamily(modelFile);
    var initial = initial(family.members().getFirst());
    var model = equation.model(family, initial.getFirst().conditions());
    var grid = initial.getFirst().m().grid();
    double start = initial.getFirst().time();
    var saveAt = SaveAt.times(Times.every(0, saveEvery, duration));
    double end = start + saveAt.time(saveAt.size() - 1);
    model.conditions().field().requireKnown(start, end);
    var trial = VectorOnsagerFlow.of(model, grid);
    double dt = timeStep.orElseGet(() -> Rollout.defaultTimeStep(trial, start, end));
    TimeStepCheck.require(
        Stepper::of, trial, initial.getFirst().m(), start, dt, new CounterRandom(0, 0));
    String text =
        "vector equation of %s from %s, step of at most %s"
            .formatted(modelFile, init.getFirst(), (float) dt);
    var origin =
        new Trajectory.Origin(
            text, grid, model.block(), OptionalLong.of(seed), model.micromagnet());
    var rollout = new Rollout(Stepper::fast, dt, saveAt).startingAt(start);
    new ResumableFile(out, text + plan(model) + ", seed " + seed, origin, common, "rollout")
        .writeVectors(
            model.conditions(),
            number,
            saveAt.size(),
            (done, sink) ->
                new Ensemble(number, seed)
                    .from(done)
                    .runVectors(
                        rollout,
                        () -> equation(model, grid),
                        run -> initial.get(run % initial.size()).m(),
                        sink));
    common.print(
        "%s: %s frames of %s blocks, %s %s of the vector equation, t = %s to %s"
            .formatted(
                out,
                number * saveAt.size(),
                grid.extent(),
                number,
                number == 1 ? "run" : "runs",
                Quantity.time(start),
                Quantity.time(end)));
    if (number < init.size()) {
      common.warn(
          "--ensemble %s starts from the first %s of %s initial frames only"
              .formatted(number, number, init.size()));
    }
  }

  private static StochasticEquation equation(
      LearnedVectorModel model, onsagerflow.field.Grid grid) {
    return VectorOnsagerFlow.of(model, grid);
  }

  private List<VectorFrame> initial(LearnedVectorModel model) {
    String units = Inputs.units(model.micromagnet());
    var frames = new ArrayList<VectorFrame>();
    for (var reference : init) {
      try (var trajectory = VectorTrajectoryFile.open(reference.file())) {
        Inputs.requireSame(
            "system of units", modelFile, units, reference.file(), Inputs.units(trajectory));
        Inputs.requireSame(
            "block size", modelFile, model.block(), reference.file(), trajectory.origin().block());
        frames.add(trajectory.frame(reference.within(trajectory)));
      }
      var first = frames.getFirst();
      var last = frames.getLast();
      Inputs.requireSame("grid", init.getFirst(), first.m().grid(), reference, last.m().grid());
      Inputs.requireSame("time", init.getFirst(), first.time(), reference, last.time());
    }
    return frames;
  }

  /// All that decides the frames and is not in the description.
  private String plan(LearnedVectorModel model) {
    return ", init %s, model %s at %s, every %s to %s"
        .formatted(init, TextFile.checksum(modelFile), model.conditions(), saveEvery, duration);
  }
}
