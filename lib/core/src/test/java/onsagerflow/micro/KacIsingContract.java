package onsagerflow.micro;

import java.io.IOException;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;

/// What every Kac–Ising simulator must do besides.
abstract class KacIsingContract extends SpinSystemContract {

  static final Kernel ANISOTROPIC =
      KacKernel.of(new double[][] {{0.05, -0.15, 0.3}, {0.25, 0, 0.25}, {0.3, -0.15, 0.05}});

  abstract SpinSystem system(Grid grid, Kernel kernel, Frame.Conditions conditions);

  @Override
  public SpinSystem system(Grid grid, Frame.Conditions conditions) {
    return system(grid, ANISOTROPIC, conditions);
  }

  @Override
  Kernel kernel() {
    return ANISOTROPIC;
  }

  @Override
  Grid smallGrid() {
    return Grid.square(3);
  }

  @Test
  void sumsOnOddLatticesAreThoseOfTheCopies() {
    var spins = system(new Grid(15, 45, 1), new Frame.Conditions(0.9, 0.1));
    spins.magnetise(0, new SplittableRandom(43));
    for (int block : new int[] {1, 3, 5, 15}) {
      BlockSumsContract.assertSums(spins, block, 0, 15);
    }
  }

  @Test
  void savedSpinsOfAnotherKernelAreRefused() throws IOException {
    var grid = new Grid(10, 12, 1);
    var conditions = new Frame.Conditions(T, 0.1);
    byte[] state = SavedSpinsContract.state(system(grid, conditions));
    var other = system(grid, KacKernel.box(1), conditions);
    SavedSpinsContract.assertOther(state, other, "'10 x 12 spins, T = 0.9, h = 0.1, Kac–Ising ");
  }

  @Test
  void kernelsThatDoNotFitAreRefused() {
    var conditions = new Frame.Conditions(1, 0);
    refused(
        "a kernel of width 11 is wider than the lattice 10 x 10",
        () -> system(Grid.square(10), KacKernel.box(5), conditions));
    refused(
        "a spin does not act on itself: J(0) must be 0, got 0.5",
        () -> system(Grid.square(10), KacKernel.box(2).withCentre(0.5), conditions));
  }
}
