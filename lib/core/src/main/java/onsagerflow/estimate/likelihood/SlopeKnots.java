package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.meso.EntropySlope;

/// s′(m) by its values at knots of a = artanh|m|, odd in m and linear in a between knots.
///
/// In a the entropy slope of free ±1 spins, T·a, is a straight line: the knots impose nothing on
/// the form of s′ and still represent that case without error.
public final class SlopeKnots {

  private final HatBasis hats;
  private final double[][] projection;
  private final double[] curve;
  private final double[] values;
  private final double[] steepness; // ds′/da in each segment
  private final double largest;

  /// @param hats knots of a, the first at 0
  /// @param values s′ at the knots but the first, where it is 0
  /// @param projection coefficients of the smooth curve by the values ([#projection])
  /// @param largest |m| above which s′ is continued as a constant
  public SlopeKnots(HatBasis hats, double[] values, double[][] projection, double largest) {
    this.hats = hats;
    this.projection = projection;
    this.curve =
        Arrays.stream(projection)
            .mapToDouble(p -> IntStream.range(0, p.length).mapToDouble(i -> p[i] * values[i]).sum())
            .toArray();
    this.largest = largest;
    this.values = new double[values.length + 1];
    System.arraycopy(values, 0, this.values, 1, values.length);
    this.steepness =
        IntStream.range(0, values.length)
            .mapToDouble(
                k -> (this.values[k + 1] - this.values[k]) / (hats.knot(k + 1) - hats.knot(k)))
            .toArray();
  }

  void write(DataOutput out) throws IOException {
    hats.write(out);
    Numbers.write(Arrays.copyOfRange(values, 1, values.length), out);
    Numbers.write(projection, out);
    out.writeDouble(largest);
  }

  static SlopeKnots read(DataInput in) throws IOException {
    return new SlopeKnots(
        HatBasis.read(in), Numbers.read(in), Numbers.readRows(in), in.readDouble());
  }

  /// artanh|m|, with |m| held below `largest`, of many cells.
  void coordinates(double[] m, double[] coordinate) {
    for (int x = 0; x < m.length; x++) {
      coordinate[x] = Math.min(Math.abs(m[x]), largest);
    }
    EntropySlope.artanh(coordinate, 0, m.length);
  }

  public HatBasis hats() {
    return hats;
  }

  /// s′(m) in a known segment between knots.
  ///
  /// @param weight of the upper knot
  double at(int segment, double weight, double m) {
    double above = (1 - weight) * values[segment] + weight * values[segment + 1];
    return m < 0 ? -above : above; // s′ may be negative at m > 0: not copySign
  }

  /// ds′/dm within a segment between knots; 0 beyond `largest`.
  double derivativeBetweenKnots(int segment, double m) {
    return Math.abs(m) > largest ? 0 : steepness[segment] / (1 - m * m);
  }

  /// ds′/dm, of a smooth curve `c₀ artanh m + c₁ m + c₂ m³` through the knots: differences of
  /// neighbouring knots would amplify their errors, and the terms of order Δt² that this enters
  /// want no detail.
  double derivative(double m) {
    double x = Math.min(Math.abs(m), largest);
    return curve[0] / (1 - x * x)
        + (curve.length > 1 ? curve[1] : 0)
        + (curve.length > 2 ? 3 * curve[2] * x * x : 0);
  }

  /// The derivative of [#derivative]; 0 beyond `largest`.
  double secondDerivative(double m) {
    double x = Math.abs(m);
    if (x > largest) {
      return 0;
    }
    double divergent = curve[0] * 2 * m / ((1 - m * m) * (1 - m * m));
    return curve.length > 2 ? divergent + 6 * curve[2] * m : divergent;
  }

  /// The terms of the curve, of whose derivatives at m [#derivative] is the sum.
  int terms() {
    return curve.length;
  }

  /// Adds `factor` times the derivatives of the terms at m to `sum`.
  void addDerivatives(double m, double factor, double[] sum) {
    double x = Math.min(Math.abs(m), largest);
    sum[0] += factor / (1 - x * x);
    if (sum.length > 1) {
      sum[1] += factor;
    }
    if (sum.length > 2) {
      sum[2] += 3 * factor * x * x;
    }
  }

  /// Turns a sum of [#addDerivatives] into one over the values at the knots, `factor` times added
  /// to `byKnot`.
  void addByKnot(double[] sum, double factor, double[] byKnot) {
    for (int j = 0; j < sum.length; j++) {
      for (int i = 0; i < projection[j].length; i++) {
        byKnot[i] += factor * sum[j] * projection[j][i];
      }
    }
  }

  /// Coefficients of the curve by the values at the knots: weighted least squares.
  ///
  /// @param cells near each knot of `hats`, their weights; fixed by the data, so that the curve is
  ///   the same linear function of the values in every round
  public static double[][] projection(HatBasis hats, double[] cells) {
    int n = hats.size() - 1;
    int terms = Math.min(3, n);
    var normal = new double[terms][terms];
    var weighted = new double[terms][n];
    for (int i = 0; i < n; i++) {
      double a = hats.knot(i + 1);
      double m = Math.tanh(a);
      double[] f = {a, m, m * m * m};
      double weight = cells[i + 1];
      for (int j = 0; j < terms; j++) {
        weighted[j][i] = weight * f[j];
        for (int k = 0; k < terms; k++) {
          normal[j][k] += weight * f[j] * f[k];
        }
      }
    }
    double[][] inverse = Solution.inverse(normal, 0);
    var projection = new double[terms][n];
    for (int j = 0; j < terms; j++) {
      for (int k = 0; k < terms; k++) {
        for (int i = 0; i < n; i++) {
          projection[j][i] += inverse[j][k] * weighted[k][i];
        }
      }
    }
    return projection;
  }
}
