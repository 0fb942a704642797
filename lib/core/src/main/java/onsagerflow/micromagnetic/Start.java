package onsagerflow.micromagnetic;

import onsagerflow.field.CounterRandom;
import onsagerflow.field.vector.VectorField;

/// How the magnetisation begins, before it is brought to unit length.
@FunctionalInterface
public interface Start {

  /// The vectors of all cells of a sample.
  VectorField of(Sample sample);

  /// What a vector is by where its cell lies.
  @FunctionalInterface
  interface Pattern {
    /// @param r x, y, z from the middle of the sample, m
    double[] at(double... r);
  }

  /// Vectors by place, of any length but zero.
  static Start pattern(Pattern pattern) {
    return sample -> {
      var m = new VectorField(sample.grid(), 3);
      for (int cell = 0; cell < sample.grid().size(); cell++) {
        double[] v = pattern.at(sample.mesh().centre(cell));
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        for (int c = 0; c < 3; c++) {
          m.set(c, cell, length > 0 ? v[c] / length : v[c]);
        }
      }
      return m;
    };
  }

  /// All in one direction.
  static Start uniform(double x, double y, double z) {
    var d = Direction.of(x, y, z);
    return pattern(_ -> new double[] {d.x(), d.y(), d.z()});
  }

  /// A vortex about the z axis, its core a cell wide, as Mumax3 begins one.
  ///
  /// @param circulation 1 or −1
  /// @param polarity of the core, 1 or −1
  static Start vortex(int circulation, int polarity) {
    requireSign("circulation", circulation);
    requireSign("polarity", polarity);
    return sample -> {
      double edge = sample.mesh().x().edge();
      return pattern(
              r -> {
                double distance = Math.hypot(r[0], r[1]);
                if (distance == 0) {
                  return new double[] {0, 0, polarity};
                }
                double core = 1.5 * polarity * Math.exp(-distance * distance / (2 * edge * edge));
                return new double[] {
                  -circulation * r[1] / distance, circulation * r[0] / distance, core
                };
              })
          .of(sample);
    };
  }

  private static void requireSign(String what, int sign) {
    if (Math.abs(sign) != 1) {
      throw new IllegalArgumentException(what + " is 1 or -1, got " + sign);
    }
  }

  /// Every vector anywhere on the sphere, independently.
  static Start random(long seed) {
    return sample -> {
      var random = new CounterRandom(seed, 1);
      var m = new VectorField(sample.grid(), 3);
      for (int cell = 0; cell < sample.grid().size(); cell++) {
        for (int c = 0; c < 3; c++) {
          m.set(c, cell, random.nextGaussian());
        }
      }
      return m;
    };
  }

  /// Given vectors.
  static Start of(VectorField m) {
    var copy = m.copy();
    return sample -> {
      if (copy.components() != 3 || !copy.grid().extent().equals(sample.grid().extent())) {
        throw new IllegalArgumentException(
            "a start of %s vectors of %s components for a sample of %s cells"
                .formatted(copy.grid().extent(), copy.components(), sample.grid().extent()));
      }
      return new VectorField(sample.grid(), 3, copy.values().clone());
    };
  }
}
