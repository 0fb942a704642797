package onsagerflow.statistics;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// Moments and structure factor of a stationary state: means over the cells and frames of a run,
/// then over runs.
///
/// Averaging over time sharpens them by what a run holds of independent frames; standard errors are
/// between runs, by the jackknife where a number is no plain mean.
public final class Equilibrium implements Consumer<Frame> {

  /// What is measured.
  ///
  /// @param m ⟨m⟩
  /// @param meanSquare ⟨m²⟩
  /// @param variance of the blocks, ⟨m²⟩ − ⟨m⟩²
  /// @param susceptibility χ = nβ(⟨M²⟩ − ⟨M⟩²) of n spins with the mean magnetisation M, means over
  ///   all runs: all of them must be in one phase
  /// @param structure S(k) in bands as wide as the smallest wave number; see [StructureFactor]
  public record Values(
      Mean m,
      Mean meanSquare,
      Mean variance,
      Mean susceptibility,
      List<StructureFactor.Band> structure) {
    public Values {
      structure = List.copyOf(structure);
    }
  }

  private final Grid grid;
  private final double from;
  private final RunTable table = new RunTable();
  private final TreeMap<Integer, StructureFactor> structures = new TreeMap<>();

  /// @param from time from which on the state is stationary, sweeps
  public Equilibrium(Grid grid, double from) {
    this.grid = grid;
    this.from = from;
  }

  /// That of the frames of a trajectory from a time on.
  public static Values of(Trajectory trajectory, double from) {
    return Frames.read(trajectory, new Equilibrium(trajectory.origin().grid(), from)).values();
  }

  @Override
  public void accept(Frame frame) {
    if (!Timeline.isFrom(from, frame.time())) {
      return;
    }
    double mean = frame.m().mean();
    double spins = (double) grid.size() * grid.cellVolume();
    table.put(frame, mean, mean * mean, frame.m().meanSquare(), spins * frame.conditions().beta());
    structures
        .computeIfAbsent(frame.run(), run -> new StructureFactor(grid))
        .accept(new Frame(from, frame.run(), frame.conditions(), frame.m(), frame.generator()));
  }

  /// The state so far.
  ///
  /// @throws IllegalArgumentException if there is no frame yet
  public Values values() {
    var rows = table.stationary(from);
    return new Values(
        rows.mean(0),
        rows.mean(2),
        rows.jackknife(row -> row[2] - row[0] * row[0]),
        rows.jackknife(row -> row[3] * (row[1] - row[0] * row[0])),
        structure());
  }

  private List<StructureFactor.Band> structure() {
    var runs = structures.values().stream().map(s -> s.spectra().getFirst().bands()).toList();
    return IntStream.range(0, runs.getFirst().size())
        .mapToObj(
            b -> {
              var s = new RunningMean();
              runs.forEach(bands -> s.add(bands.get(b).s().value()));
              var band = runs.getFirst().get(b);
              return new StructureFactor.Band(band.k(), band.modes(), s.mean());
            })
        .toList();
  }
}
