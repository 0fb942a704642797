package onsagerflow.micro.kac;

import onsagerflow.micro.site.HeatBath;

/// A heat bath that looks at the random number first: a spin becomes +1 where
///
///     u < 1/(1 + e^−2βh),   that is   h > h(u) = ln(u/(1 − u))/2β
///
/// and the first bits of u tell h(u) to within an interval. Outside it nothing more need be known
/// of u, and of h no more than on which side it is.
final class HeatBathDraw {

  /// Bits of a draw, and those that tell its interval.
  private static final int BITS = 31;

  private static final int FIRST_BITS = 11;

  private static final double DRAWS = 0x1p31;

  private final double beta;
  private final float[] edges = new float[(1 << FIRST_BITS) + 1];

  HeatBathDraw(double beta) {
    this.beta = beta;
    int last = edges.length - 1;
    for (int i = 0; i <= last; i++) {
      edges[i] = (float) (Math.log((double) i / (last - i)) / (2 * beta));
    }
    edges[0] = Float.NEGATIVE_INFINITY;
    edges[last] = Float.POSITIVE_INFINITY;
  }

  /// The interval of a draw.
  ///
  /// @param draw u in units of 2⁻³¹
  static int interval(int draw) {
    return draw >>> (BITS - FIRST_BITS);
  }

  /// A field above which every draw of an interval makes the spin +1.
  float above(int interval) {
    return edges[interval + 1];
  }

  /// A field below which every draw of an interval makes the spin −1.
  float below(int interval) {
    return edges[interval];
  }

  /// Whether the spin becomes +1.
  boolean isUp(int draw, double field) {
    return draw < DRAWS * HeatBath.probabilityUp(beta, field);
  }
}
