package onsagerflow.cli;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.SpinSystem;
import picocli.CommandLine.Option;

/// The options that say what spins there are, whatever their kind.
@SuppressWarnings("NullAway.Init") // picocli sets required options
abstract class SpinOptions {

  @Option(names = "--length", paramLabel = "<L>", description = "Edge of the lattice, in spins.")
  private int length = 1024;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description = "Edge of a block, in spins; divides the length.")
  private int block = 8;

  @Option(
      names = "--temperature",
      required = true,
      paramLabel = "<T>",
      description = "Temperature, in units of the interaction strength.")
  private Double temperature;

  @Option(names = "--field", paramLabel = "<h>", description = "External field.")
  private double field;

  /// The kind of spins and what is particular to them, in a few words.
  ///
  /// @param lattice in a few words
  abstract String model(String lattice);

  /// Spins in the given conditions.
  ///
  /// @throws IllegalArgumentException if they do not fit the lattice
  abstract SpinSystem system(Grid lattice, Frame.Conditions conditions);

  int block() {
    return block;
  }

  Frame.Conditions conditions() {
    return new Frame.Conditions(temperature, field);
  }

  Grid lattice() {
    if (length < 1 || length > (int) Math.sqrt(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--length must lie between 1 and 46340 spins, got " + length);
    }
    return Grid.square(length);
  }

  /// All spins up.
  SpinSystem system() {
    return system(lattice(), conditions());
  }

  /// The spins in a few words, for the origin of a trajectory.
  String describe() {
    return model("L = " + length);
  }

  /// The number of blocks, such as 8 x 8.
  String blocks() {
    int blocks = length / block;
    return blocks + " x " + blocks;
  }

  String describeConditions() {
    return "T = %s, h = %s".formatted(temperature, field);
  }

  /// All that decides what the spins do, as text that tells systems apart.
  String identify() {
    return "%s, block %s, %s".formatted(describe(), block, describeConditions());
  }
}
