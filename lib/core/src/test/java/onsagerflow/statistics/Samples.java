package onsagerflow.statistics;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// Frames and trajectories made by hand.
public final class Samples {

  private Samples() {}

  public static Frame frame(double time, int run, ScalarField m) {
    return new Frame(time, run, new Frame.Conditions(1, 0), m, Optional.empty());
  }

  public static Trajectory trajectory(List<Frame> frames) {
    var grid = frames.getFirst().m().grid();
    return new RecordedTrajectory(new Trajectory.Origin("test", grid, 4, 1), frames);
  }

  public static ScalarField field(Grid grid, IntToDoubleFunction ofCell) {
    var field = new ScalarField(grid);
    java.util.Arrays.setAll(field.values(), ofCell);
    return field;
  }

  /// A field from the position (y, x), in cells.
  public static ScalarField shape(Grid grid, OfPosition f) {
    return field(grid, cell -> f.at(cell / grid.nx(), cell % grid.nx()));
  }

  @FunctionalInterface
  public interface OfPosition {
    double at(int y, int x);
  }

  /// Mean and deviation of many draws, and how far the errors they quote are from that deviation.
  public static Trial trial(int draws, java.util.function.Supplier<Mean> draw) {
    var values = new RunningMean();
    var errors = new RunningMean();
    for (int i = 0; i < draws; i++) {
      var mean = draw.get();
      values.add(mean.value());
      errors.add(mean.standardError());
    }
    var value = values.mean();
    return new Trial(value, value.standardError() * Math.sqrt(draws), errors.mean().value());
  }

  /// @param mean over draws
  /// @param deviation of the draws, known to 1/√(2 draws)
  /// @param quoted mean of the standard errors that the draws quote
  public record Trial(Mean mean, double deviation, double quoted) {}

  /// Fills a field of cells that share a number of their run, so that they are correlated.
  public static ScalarField correlated(Grid grid, double shared, DoubleSupplier cell) {
    return field(grid, i -> shared + cell.getAsDouble());
  }
}
