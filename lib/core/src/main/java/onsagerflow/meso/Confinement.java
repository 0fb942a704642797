package onsagerflow.meso;

/// The set that the state of a cell stays in, and how a step that left it is brought back.
///
/// States are laid out as in [onsagerflow.field.vector.VectorField]: component after component.
public enum Confinement {
  /// No set: every state is allowed.
  NONE {
    @Override
    public int confine(double[] m, int components) {
      return 0;
    }
  },

  /// |m| < 1 of every component, as of a mean of spins ±1: reflected at ±(1 − 10⁻¹²), which lets no
  /// probability through.
  INTERVAL {
    @Override
    public int confine(double[] m, int components) {
      int outside = 0;
      for (int i = 0; i < m.length; i++) {
        double x = m[i];
        if (Math.abs(x) > WALL) {
          m[i] = Math.copySign(reflected(Math.abs(x)), x);
          outside++;
        }
      }
      return outside;
    }
  },

  /// |m| < 1 of the vector of a cell, as of a mean of unit vectors: reflected along m.
  BALL {
    @Override
    public int confine(double[] m, int components) {
      int cells = m.length / components;
      int outside = 0;
      for (int cell = 0; cell < cells; cell++) {
        double length = length(m, cell, cells);
        if (length > WALL) {
          scale(m, cell, cells, reflected(length) / length);
          outside++;
        }
      }
      return outside;
    }
  },

  /// |m| = 1, as of a unit vector: brought back along m. Every step leaves the sphere a little;
  /// counted are cells that it took more than a tenth away, for which dt is too long.
  SPHERE {
    @Override
    public int confine(double[] m, int components) {
      int cells = m.length / components;
      int far = 0;
      for (int cell = 0; cell < cells; cell++) {
        double length = length(m, cell, cells);
        if (length > 0) { // else it has no direction, and is counted
          scale(m, cell, cells, 1 / length);
        }
        if (!(Math.abs(length - 1) <= FAR)) {
          far++;
        }
      }
      return far;
    }
  };

  private static final double WALL = 1 - 1e-12;
  private static final double FAR = 0.1;

  /// Brings every cell back into the set.
  ///
  /// @param m state of `components × cells` numbers, changed in place
  /// @return how many had left it; of an interval every component counts
  public abstract int confine(double[] m, int components);

  /// The length of a reflected vector. One that would end beyond the centre stays on its own side,
  /// and none ends beyond the wall.
  private static double reflected(double length) {
    return Math.min(Math.abs(2 * WALL - length), WALL);
  }

  private static double length(double[] m, int cell, int cells) {
    double square = 0;
    for (int i = cell; i < m.length; i += cells) {
      square += m[i] * m[i];
    }
    return Math.sqrt(square);
  }

  private static void scale(double[] m, int cell, int cells, double factor) {
    for (int i = cell; i < m.length; i += cells) {
      m[i] *= factor;
    }
  }
}
