package onsagerflow.cli.simulate;

import onsagerflow.cli.command.FieldOptions;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.SpinSystem;
import picocli.CommandLine.Mixin;
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

  @Mixin private final FieldOptions field = new FieldOptions();

  /// The kind of spins and what is particular to them, in a few words.
  ///
  /// @param lattice in a few words
  abstract String model(String lattice);

  /// Spins in the given conditions.
  ///
  /// @throws IllegalArgumentException if they do not fit the lattice
  abstract SpinSystem system(Grid lattice, Frame.Conditions conditions);

  public int block() {
    return block;
  }

  public Frame.Conditions conditions() {
    return new Frame.Conditions(temperature, field());
  }

  private ExternalField field() {
    return field.field().orElse(ExternalField.uniform(0));
  }

  /// Those of spins in one field h, for a command that can do with no other.
  ///
  /// @param what the command does
  public Frame.Conditions uniformConditions(String what) {
    if (!(field() instanceof ExternalField.Uniform)) {
      throw new IllegalArgumentException(
          what + " in a field that varies is not defined here: give --field alone, got " + field());
    }
    return conditions();
  }

  Grid lattice() {
    if (length < 1 || length > (int) Math.sqrt(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--length must lie between 1 and 46340 spins, got " + length);
    }
    return Grid.square(length);
  }

  /// All spins up.
  public SpinSystem system() {
    return system(lattice(), conditions());
  }

  /// The spins in a few words, for the origin of a trajectory.
  public String describe() {
    return model("L = " + length);
  }

  /// The number of blocks, such as 8 x 8.
  String blocks() {
    int blocks = length / block;
    return blocks + " x " + blocks;
  }

  public String describeConditions() {
    return "T = %s, h = %s".formatted(temperature, field());
  }

  /// All that decides what the spins do, as text that tells systems apart.
  String identify() {
    return "%s, block %s, %s".formatted(describe(), block, describeConditions());
  }
}
