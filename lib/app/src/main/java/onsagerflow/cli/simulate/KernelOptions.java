package onsagerflow.cli.simulate;

import java.nio.file.Path;
import onsagerflow.field.Kernel;
import onsagerflow.micro.KacKernel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose the interaction J between two spins.
final class KernelOptions {

  private static final double DEFAULT_RANGE = 32;
  private static final String DEFAULT_SHAPE = "bump";

  @Option(
      names = "--kernel",
      paramLabel = "<shape>",
      description =
          "Interaction J(r): bump (compact, exp(-1/(1-(r/R)^2))), box (constant on a square),"
              + " gaussian, or a text file holding an even array of (2r+1) x (2r+1) numbers,"
              + " separated by spaces or commas, a row per y offset, 0 in the centre.")
  private String kernel = DEFAULT_SHAPE;

  @Option(
      names = "--range",
      paramLabel = "<R>",
      description =
          "Range of the shape in lattice spacings: where the bump ends, half the edge of the box,"
              + " the standard deviation per axis of the Gaussian (cut off at 4 of them)."
              + "%n  Default: 32")
  private @Nullable Double range;

  @Option(
      names = "--strength",
      paramLabel = "<sum>",
      description =
          "Total strength, the sum of J over all offsets; a positive kernel orders below T ="
              + " strength.%n  Default: 1 for a shape; a file is taken as it is")
  private @Nullable Double strength;

  /// Whether any of them was given, and not what it is by default.
  boolean isGiven() {
    return range != null || strength != null || !kernel.equals(DEFAULT_SHAPE);
  }

  /// The interaction.
  ///
  /// @throws IllegalArgumentException if it is none, naming the value that is wrong
  Kernel kernel() {
    return switch (kernel) {
      case "bump" -> scaled(KacKernel.bump(shapeRange()));
      case "gaussian" -> scaled(KacKernel.gaussian(shapeRange()));
      case "box" -> scaled(KacKernel.box(wholeRange()));
      default -> fromFile(Path.of(kernel));
    };
  }

  /// The interaction in a few words, for the origin of a trajectory.
  String describe(Kernel made) {
    String shape =
        switch (kernel) {
          case "bump", "gaussian", "box" -> kernel + " kernel of range " + shapeRange();
          default -> "kernel " + Path.of(kernel).getFileName() + " of radius " + made.radius();
        };
    return shape + ", strength " + (float) made.total();
  }

  private double shapeRange() {
    return range == null ? DEFAULT_RANGE : range;
  }

  private int wholeRange() {
    double given = shapeRange();
    if (given != Math.rint(given)) {
      throw new IllegalArgumentException(
          "the range of a box is a whole number of lattice spacings, got " + given);
    }
    return (int) given;
  }

  private Kernel scaled(Kernel shape) {
    return strength == null ? shape : shape.scaled(strength);
  }

  private Kernel fromFile(Path file) {
    if (range != null) {
      throw new IllegalArgumentException(
          "--range " + range + " belongs to a shape; the file " + file + " has its own");
    }
    var rows = KernelText.read(file);
    try {
      var read = KacKernel.of(rows);
      return strength == null ? read : KacKernel.normalised(read).scaled(strength);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
