package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.data.Portable;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import org.jspecify.annotations.Nullable;

/// What one [Pass] over the observations at one temperature sums with one [CurrentEquation]: the
/// estimating equations of its correction.
///
/// Unknowns θ: the knots of s′, the orbits of J, the coefficients ν of N. For frame pairs the
/// equations are those of their likelihood ([FlipLikelihood]), N shared by mean and variance (the
/// fluctuation–dissipation theorem): the gradient from all cells ([IncrementSums]), and the Fisher
/// information from some of them ([IncrementInformation]). For generator channels they are two
/// least-squares problems, the drift with N known from the other; then the information is block
/// triangular ([InstantSums]).
///
/// The groups of the pass serve as folds and as bootstrap blocks.
///
/// @param orbits of J
/// @param equations to sum
/// @param cellVolume v
/// @param before the cells that entered the pass before
public record FitPass(
    CurrentEquation equation,
    List<Symmetry.Orbit> orbits,
    MeanNoise meanNoise,
    Equations equations,
    int cellVolume,
    InformationSample sample,
    Entered before)
    implements Portable<FitPass.Group> {

  /// The kind of question that its bytes begin with.
  public static final String KIND = "fit";

  /// Row strips of a frame taken as independent clusters in the sandwich covariance.
  static final int STRIPS = 4;

  /// What is solved for.
  public enum Equations {
    /// All unknowns by the likelihood of frame pairs; with generator channels N(m, φ) follows J in
    /// the equations of J.
    JOINT,
    /// s′ and J with N as it is: by least squares, frame pairs weighted by N = 1 − m².
    DRIFT
  }

  /// Which cells of some observations entered a pass.
  ///
  /// @param first number of the first of them
  /// @param cells of one after another; empty where there was no pass
  public record Entered(int first, List<BitSet> cells) {

    /// Before the first pass.
    public static final Entered NONE = new Entered(0, List.of());

    @Nullable BitSet of(int number) {
      return cells.isEmpty() ? null : cells.get(number - first);
    }

    void write(int from, int to, DataOutput out) throws IOException {
      FitPass.write(cells.isEmpty() ? cells : cells.subList(from - first, to - first), out);
    }

    static Entered read(int first, DataInput in) throws IOException {
      return new Entered(first, readBits(in));
    }
  }

  /// Sums of one group.
  public static final class Group {
    public final Sums sums;

    /// Equations of N(m), the mean at given m, whatever the mobility of the drift.
    public final Sums noiseByMagnetisation;

    /// What the fit raises, of the cells that enter and of those that entered the pass before: ln
    /// of the likelihood of frame pairs, of generator channels −½ the squared residuals of both.
    public double objective;

    public double objectiveOfBefore;

    /// The cells that enter and whose path or N is held at a bound.
    public long held;

    /// The cells that enter, of one observation after another.
    public final List<BitSet> entered;

    public Group(int size, int magnetisationSize) {
      this(new Sums(size), new Sums(magnetisationSize), new ArrayList<>());
    }

    private Group(Sums sums, Sums noiseByMagnetisation, List<BitSet> entered) {
      this.sums = sums;
      this.noiseByMagnetisation = noiseByMagnetisation;
      this.entered = entered;
    }

    /// Adds the sums of later observations.
    public void add(Group other) {
      sums.add(other.sums);
      noiseByMagnetisation.add(other.noiseByMagnetisation);
      objective += other.objective;
      objectiveOfBefore += other.objectiveOfBefore;
      held += other.held;
      entered.addAll(other.entered);
    }

    private void write(DataOutput out) throws IOException {
      sums.write(out);
      noiseByMagnetisation.write(out);
      FitPass.write(entered, out);
      out.writeDouble(objective);
      out.writeDouble(objectiveOfBefore);
      out.writeLong(held);
    }

    private static Group read(DataInput in) throws IOException {
      var group = new Group(Sums.read(in), Sums.read(in), readBits(in));
      group.objective = in.readDouble();
      group.objectiveOfBefore = in.readDouble();
      group.held = in.readLong();
      return group;
    }
  }

  /// Unknowns of s′.
  int slopes() {
    return equation.entropySlope.hats().size() - 1;
  }

  /// Unknowns of s′ and J.
  int drifts() {
    return slopes() + orbits.size();
  }

  int size() {
    return drifts() + equation.noise.size();
  }

  @Override
  public Group zero() {
    return new Group(size(), meanNoise.size());
  }

  @Override
  public Pass.Visitor<Group> visitor(Observations observations, Grid grid) {
    var state = CellState.of(equation, observations, grid);
    return observations.fromGenerator()
        ? new InstantSums(this, state, grid)
        : new IncrementSums(this, state, grid);
  }

  @Override
  public void write(int from, int to, DataOutput out) throws IOException {
    out.writeUTF(KIND);
    equation.write(out);
    out.writeInt(orbits.size());
    for (var orbit : orbits) {
      out.writeInt(orbit.dy());
      out.writeInt(orbit.dx());
      out.writeInt(orbit.offsets().size());
      for (int[] offset : orbit.offsets()) {
        out.writeInt(offset[0]);
        out.writeInt(offset[1]);
      }
    }
    meanNoise.write(out);
    out.writeUTF(equations.name());
    out.writeInt(cellVolume);
    sample.write(out);
    before.write(from, to, out);
  }

  /// Reads what follows the kind of a question about observations from number `first` on.
  public static FitPass read(int first, DataInput in) throws IOException {
    return new FitPass(
        CurrentEquation.read(in),
        readOrbits(in),
        MeanNoise.read(in),
        Equations.valueOf(in.readUTF()),
        in.readInt(),
        InformationSample.read(in),
        Entered.read(first, in));
  }

  private static List<Symmetry.Orbit> readOrbits(DataInput in) throws IOException {
    var orbits = new ArrayList<Symmetry.Orbit>();
    for (int left = in.readInt(); left > 0; left--) {
      var orbit = new Symmetry.Orbit(in.readInt(), in.readInt(), new ArrayList<>());
      for (int offsets = in.readInt(); offsets > 0; offsets--) {
        orbit.offsets().add(new int[] {in.readInt(), in.readInt()});
      }
      orbits.add(orbit);
    }
    return orbits;
  }

  @Override
  public void writeSums(Group sums, DataOutput out) throws IOException {
    sums.write(out);
  }

  @Override
  public Group readSums(DataInput in) throws IOException {
    return Group.read(in);
  }

  private static void write(List<BitSet> sets, DataOutput out) throws IOException {
    out.writeInt(sets.size());
    for (var set : sets) {
      long[] words = set.toLongArray();
      out.writeInt(words.length);
      for (long word : words) {
        out.writeLong(word);
      }
    }
  }

  private static List<BitSet> readBits(DataInput in) throws IOException {
    var sets = new ArrayList<BitSet>();
    for (int left = in.readInt(); left > 0; left--) {
      var words = new long[in.readInt()];
      for (int i = 0; i < words.length; i++) {
        words[i] = in.readLong();
      }
      sets.add(BitSet.valueOf(words));
    }
    return sets;
  }
}
