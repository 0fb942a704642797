package onsagerflow.rare;

import onsagerflow.field.Grid;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.OnsagerFlow;

/// An equation of a single block, and how long it takes to flip: its mean flip time over the exact
/// one, by quadrature and by sums, without sampling.
///
/// The mean of the logarithms of both directions is taken, which differ where a learned function is
/// not quite odd or even in m.
///
/// @param block whose equation it is
/// @param equation of one cell
public record BlockEquation(CurieWeissBlock block, OnsagerFlow equation) {

  public BlockEquation {
    OneCell.require(equation);
    if (!equation.conditions().field().isNone()) {
      throw new IllegalArgumentException(
          "the exact block has no field, the equation h = " + equation.conditions().field());
    }
  }

  /// What was learned of uncoupled blocks, of the block of that size and temperature.
  public static BlockEquation of(LearnedModel model) {
    return new BlockEquation(
        new CurieWeissBlock(model.cellVolume(), model.conditions().temperature()),
        OnsagerFlow.of(model, new Grid(1, 1, model.block())));
  }

  /// The same equation with or without finite-block terms.
  public BlockEquation withFiniteBlock(boolean present) {
    return new BlockEquation(block, equation.withFiniteBlock(present));
  }

  /// Its flip time over the exact one where the noise is Gaussian, a diffusion.
  ///
  /// @throws IllegalArgumentException if the noise vanishes on the way
  public double byGaussianNoise() {
    var passage = DiffusionPassage.of(equation);
    double m = block.magnetisation();
    return Math.sqrt(passage.meanTime(-m, m) * passage.meanTime(m, -m)) / block.flipTime();
  }

  /// Its flip time over the exact one where the noise is that of flips of single spins, a chain.
  ///
  /// @throws IllegalArgumentException if the drift is too strong for the noise somewhere
  public double byFlips() {
    var chain = BirthDeathChain.of(equation);
    int k = block.fewestUp();
    int n = block.spins();
    return Math.sqrt(chain.meanPassageTime(k, n - k) * chain.meanPassageTime(n - k, k))
        / block.flipTime();
  }
}
