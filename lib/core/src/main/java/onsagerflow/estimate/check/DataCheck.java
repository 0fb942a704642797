package onsagerflow.estimate.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import onsagerflow.estimate.data.Observations;

/// What observations are, seen in their fields alone, before anything is fitted: whether this
/// equation can be about them, and what they are likely to spoil.
///
/// The yardsticks need no model. Independent spins of mean m make blocks of variance (1 − m²)/v,
/// and spins that take on new values at rate 1, as heat-bath spins do, change the difference of two
/// neighbouring blocks by 2 q (1 − m²)/v in the mean square, q = 1 − e^{−Δt}; smooth changes drop
/// out of the difference. Kac–Ising spins are within 10 % of both at T from 0.6 to 2.
///
/// @param recording what was recorded
/// @param values of m
/// @param dynamics what happens within a pair of frames
/// @param statics what single frames are
/// @param refusal why nothing can be learned from these data, in one sentence
/// @param cautions what spoils a fit, a sentence each
public record DataCheck(
    Recording recording,
    Values values,
    Dynamics dynamics,
    Statics statics,
    Optional<String> refusal,
    List<String> cautions) {

  /// @param observations frames with generator channels, or frame pairs
  /// @param generator whether these are generator channels
  /// @param meanLag Δt, sweeps; 0 with generator channels
  /// @param spinsPerBlock v as the block size has it
  /// @param repeated pairs of frames that are there twice
  public record Recording(
      int observations, boolean generator, double meanLag, int spinsPerBlock, int repeated) {}

  /// @param smallest,largest m
  /// @param step distance of neighbouring values, where they are those of spins counted
  /// @param full share of the blocks with |m| = 1
  public record Values(double smallest, double largest, OptionalDouble step, double full) {}

  /// @param unchanged share of the blocks that a pair leaves as they were
  /// @param renewed q, see above
  /// @param forgotten 1 − ρ, ρ the correlation over the lag of the shortest waves: 0 where the
  ///   second frame of a pair is like the first, 1 where it knows nothing of it
  public record Dynamics(double unchanged, double renewed, double forgotten) {}

  /// @param shortWaves variance of blocks at the shortest wavelengths over that of independent
  ///   spins
  /// @param neighbours correlation of neighbouring blocks
  public record Statics(double shortWaves, double neighbours) {}

  /// Looks at all observations once.
  public static DataCheck of(Observations observations) {
    var sums = DataSums.of(observations);
    var seen = Yardsticks.of(observations, sums);
    var steps = new BlockSteps(observations, sums);
    var faults = new PairFaults(observations, sums);
    var repeats = faults.repeats();
    boolean generator = observations.fromGenerator();
    return new DataCheck(
        new Recording(observations.size(), generator, seen.lag(), sums.cellVolume, repeats.count()),
        new Values(sums.smallest, sums.largest, steps.step(), (double) sums.full / sums.cells),
        new Dynamics(seen.unchanged(), seen.renewed(), seen.forgotten()),
        new Statics(seen.shortWaves(), seen.neighbours()),
        new DataRefusal(observations, sums, steps, faults).reason(),
        new DataCautions(observations, sums, seen).of(steps, faults, repeats));
  }

  /// Refuses data that nothing can be learned from.
  ///
  /// @throws IllegalArgumentException with the reason
  public void requireLearnable() {
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    if (!recording.generator) {
      lag().requireLearnable();
    }
  }

  /// The likely cause in the data of a fit that failed, to stand before what the fit says; empty if
  /// none is known.
  public String cause() {
    var causes = new ArrayList<String>();
    if (cautions.isEmpty() && !recording.generator && lag().isHalfForgotten()) {
      causes.add(lag().sentence());
    }
    causes.addAll(cautions);
    return causes.isEmpty() ? "" : String.join("; ", causes) + "; ";
  }

  private DataLag lag() {
    return new DataLag(recording.meanLag, dynamics.forgotten);
  }
}
