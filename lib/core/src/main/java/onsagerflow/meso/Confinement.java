package onsagerflow.meso;

/// The set that the state of a cell stays in, and how a step that left it is brought back.
///
/// States are laid out as in [onsagerflow.field.vector.VectorField]: component after component.
public sealed interface Confinement {

  /// No set: every state is allowed.
  Confinement NONE = new Nowhere();

  /// |m| < 1 of every component, as of a mean of spins ±1: reflected at ±(1 − 10⁻¹²), which lets no
  /// probability through.
  Confinement INTERVAL = new Interval();

  /// |m| < 1 of the vector of a cell, as of a mean of unit vectors: reflected along m.
  Confinement BALL = new Ball();

  /// |m| = 1, as of a unit vector.
  Confinement SPHERE = new Sphere(1);

  /// |m| = radius: brought back along m. Every step leaves the sphere a little; counted are cells
  /// that it took more than a tenth away, for which dt is too long.
  static Confinement sphere(double radius) {
    return new Sphere(radius);
  }

  /// Brings every cell back into the set.
  ///
  /// @param m state of `components × cells` numbers, changed in place
  /// @return how many had left it; of an interval every component counts
  int confine(double[] m, int components);

  /// See [Confinement#NONE].
  record Nowhere() implements Confinement {
    @Override
    public int confine(double[] m, int components) {
      return 0;
    }
  }

  /// See [Confinement#INTERVAL].
  record Interval() implements Confinement {
    private static final double WALL = 1 - 1e-12;

    @Override
    public int confine(double[] m, int components) {
      int outside = 0;
      for (int i = 0; i < m.length; i++) {
        double x = m[i];
        if (Math.abs(x) > Interval.WALL) {
          m[i] = Math.copySign(reflected(Math.abs(x)), x);
          outside++;
        }
      }
      return outside;
    }
  }

  /// See [Confinement#BALL].
  record Ball() implements Confinement {
    /// A vector that was brought to the wall is there, whatever its length is rounded to.
    private static final double ROUNDING = 1e-15;

    @Override
    public int confine(double[] m, int components) {
      int cells = m.length / components;
      int outside = 0;
      for (int cell = 0; cell < cells; cell++) {
        double length = length(m, cell, cells);
        if (length > Interval.WALL + ROUNDING) {
          scale(m, cell, cells, reflected(length) / length);
          outside++;
        }
      }
      return outside;
    }
  }

  /// See [Confinement#sphere].
  record Sphere(double radius) implements Confinement {
    private static final double FAR = 0.1;

    public Sphere {
      if (!(radius > 0) || Double.isInfinite(radius)) {
        throw new IllegalArgumentException("a sphere needs a radius, got " + radius);
      }
    }

    @Override
    public int confine(double[] m, int components) {
      int cells = m.length / components;
      int far = 0;
      for (int cell = 0; cell < cells; cell++) {
        double length = length(m, cell, cells);
        if (length > 0) { // else it has no direction, and is counted
          scale(m, cell, cells, radius / length);
        }
        if (!(Math.abs(length - radius) <= FAR * radius)) {
          far++;
        }
      }
      return far;
    }
  }

  /// The length of a reflected vector. One that would end beyond the centre stays on its own side,
  /// and none ends beyond the wall.
  private static double reflected(double length) {
    return Math.min(Math.abs(2 * Interval.WALL - length), Interval.WALL);
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
