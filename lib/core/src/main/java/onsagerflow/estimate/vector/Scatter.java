package onsagerflow.estimate.vector;

import java.util.Arrays;

/// What residuals scatter by along and across m, by |m|: around each knot of K.
///
/// Of frame pairs they are in units of the variance expected; of generator channels squares as they
/// are, which weigh the next pass.
final class Scatter {

  private static final double NEGLIGIBLE = 1e-20;

  /// Weights of each knot.
  final double[] cells;

  /// Of the drift (or increment) along and across m (per component), and of the noise.
  final double[] along;

  final double[] across;
  final double[] noiseAlong;
  final double[] noiseAcross;

  /// Σ g·r and Σ g·g, along and across, of the response g to the field: by how much K of the drift
  /// is off that of the noise.
  final double[] alongDrift;

  final double[] alongResponse;
  final double[] acrossDrift;
  final double[] acrossResponse;

  Scatter(VectorBasis basis) {
    int n = basis.mobility().size();
    this.cells = new double[n];
    this.along = new double[n];
    this.across = new double[n];
    this.noiseAlong = new double[n];
    this.noiseAcross = new double[n];
    this.alongDrift = new double[n];
    this.alongResponse = new double[n];
    this.acrossDrift = new double[n];
    this.acrossResponse = new double[n];
  }

  /// Of which nothing is known yet.
  static Scatter unknown(VectorBasis basis) {
    var scatter = new Scatter(basis);
    for (double[] all :
        new double[][] {
          scatter.cells, scatter.along, scatter.across, scatter.noiseAlong, scatter.noiseAcross
        }) {
      Arrays.fill(all, 1);
    }
    return scatter;
  }

  void add(Scatter other) {
    add(cells, other.cells);
    add(along, other.along);
    add(across, other.across);
    add(noiseAlong, other.noiseAlong);
    add(noiseAcross, other.noiseAcross);
    add(alongDrift, other.alongDrift);
    add(alongResponse, other.alongResponse);
    add(acrossDrift, other.acrossDrift);
    add(acrossResponse, other.acrossResponse);
  }

  private static void add(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  /// The mean of one of the sums at a cell between knots.
  double at(double[] sum, LocalTerms local) {
    int k = local.segment;
    double w = local.weight;
    return (1 - w) * mean(sum, k) + w * mean(sum, k + 1);
  }

  private double mean(double[] sum, int k) {
    double all = 0;
    double count = 0;
    for (int i = 0; i < sum.length; i++) {
      all += sum[i];
      count += cells[i];
    }
    double floor = NEGLIGIBLE + 1e-6 * all / count;
    return cells[k] > 0 ? Math.max(sum[k] / cells[k], floor) : floor;
  }

  /// Adds a number at a cell.
  static void add(double[] sum, LocalTerms local, double value) {
    sum[local.segment] += (1 - local.weight) * value;
    sum[local.segment + 1] += local.weight * value;
  }
}
