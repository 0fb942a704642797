package onsagerflow.cli.validate;

import java.util.List;
import java.util.Optional;
import onsagerflow.field.Kernel;
import onsagerflow.micro.KacKernel;

/// The interactions of the survey: smooth and sharp, narrow and broad, turned, sign-changing.
enum SurveyInteraction {
  BUMP_16("bump 16", "--kernel bump --range 16"),
  BUMP_32("bump 32", "--kernel bump --range 32"),
  BOX_12("box 12", "--kernel box --range 12"),
  GAUSSIAN_8("Gaussian 8", "--kernel gaussian --range 8"),
  GAUSSIAN_10("Gaussian 10", "--kernel gaussian --range 10"),
  GAUSSIAN_16("Gaussian 16", "--kernel gaussian --range 16"),
  /// Turned by 30° against the lattice.
  ELLIPSE("ellipse", ""),
  /// Ĵ(0) = 1.2, negative outside: two Gaussians, the broader one subtracted.
  SIGN_CHANGING("sign-changing", ""),
  NEAREST_NEIGHBOUR("nearest neighbour", "");

  private final String label;
  private final String options;

  /// @param options of `simulate kac` that make the kernel; none if it takes a file
  SurveyInteraction(String label, String options) {
    this.label = label;
    this.options = options;
  }

  /// J between spins; empty for nearest neighbours, of whose blocks no J is known.
  Optional<Kernel> kernel() {
    return switch (this) {
      case BUMP_16 -> Optional.of(KacKernel.bump(16));
      case BUMP_32 -> Optional.of(KacKernel.bump(32));
      case BOX_12 -> Optional.of(KacKernel.box(12));
      case GAUSSIAN_8 -> Optional.of(KacKernel.gaussian(8));
      case GAUSSIAN_10 -> Optional.of(KacKernel.gaussian(10));
      case GAUSSIAN_16 -> Optional.of(KacKernel.gaussian(16));
      case ELLIPSE -> Optional.of(KacKernel.ellipse(12, 6, 30));
      case SIGN_CHANGING ->
          Optional.of(KacKernel.gaussian(8).scaled(2.4).plus(KacKernel.gaussian(12).scaled(-1.2)));
      case NEAREST_NEIGHBOUR -> Optional.empty();
    };
  }

  /// Options of `simulate kac` that make the kernel.
  ///
  /// @param file that holds it, where it has no name
  List<String> options(String file) {
    return options.isEmpty() ? List.of("--kernel", file) : List.of(options.split(" ", -1));
  }

  /// Whether `simulate kac` knows it by name only through a file.
  boolean needsFile() {
    return this != NEAREST_NEIGHBOUR && options.isEmpty();
  }

  /// Name of the file with the kernel, where one is needed.
  String fileName() {
    return label + ".txt";
  }

  /// Root mean square offset along one axis, lattice spacings, weighted by |J|.
  double width() {
    var j = kernel().orElseThrow();
    double squares = 0;
    double all = 0;
    for (int dy = -j.radius(); dy <= j.radius(); dy++) {
      for (int dx = -j.radius(); dx <= j.radius(); dx++) {
        double weight = Math.abs(j.get(dy, dx));
        squares += weight * (dy * dy + dx * dx) / 2;
        all += weight;
      }
    }
    return Math.sqrt(squares / all);
  }

  /// The least radius in blocks beyond which less than a thousandth of Σ|Ĵ_B| lies.
  int radius(int block) {
    var kernel = kernel();
    if (kernel.isEmpty()) {
      return 2;
    }
    var j = KacKernel.blockKernel(kernel.get(), block);
    var rings = new double[j.radius() + 1];
    double all = 0;
    for (int dy = -j.radius(); dy <= j.radius(); dy++) {
      for (int dx = -j.radius(); dx <= j.radius(); dx++) {
        rings[Math.max(Math.abs(dy), Math.abs(dx))] += Math.abs(j.get(dy, dx));
        all += Math.abs(j.get(dy, dx));
      }
    }
    int radius = j.radius();
    double outside = rings[radius];
    while (radius > 1 && outside < 1e-3 * all) {
      outside += rings[--radius];
    }
    return radius;
  }

  @Override
  public String toString() {
    return label;
  }
}
