package onsagerflow.micro.kac;

/// J_eff of a spline kernel, term by term.
public record DirectSpline(SplineKernel kernel, int length) {

  /// `Σ_ab P_ia K(a − b) P_jb` for two sites of a periodic lattice.
  double between(int y, int x, int otherY, int otherX) {
    int c = kernel.spacing();
    double[] w = new SplineWeights(c).values();
    double sum = 0;
    for (int a = 0; a < 16; a++) {
      for (int b = 0; b < 16; b++) {
        int dy = shortest(y / c + a / 4 - otherY / c - b / 4, length / c);
        int dx = shortest(x / c + a % 4 - otherX / c - b % 4, length / c);
        sum +=
            w[y % c * 4 + a / 4]
                * w[x % c * 4 + a % 4]
                * kernel.nodes().get(dy, dx)
                * w[otherY % c * 4 + b / 4]
                * w[otherX % c * 4 + b % 4];
      }
    }
    return sum;
  }

  /// `Σ_j J_eff(i, j) s_j` at every site, j = i included.
  public double[] field(double[] s) {
    int n = length / kernel.spacing();
    var sums = new double[n * n];
    for (int i = 0; i < s.length; i++) {
      for (int k = 0; k < 16; k++) {
        sums[node(i, k)] += weight(i, k) * s[i];
      }
    }
    var atNodes = new double[n * n];
    for (int a = 0; a < sums.length; a++) {
      for (int b = 0; b < sums.length; b++) {
        atNodes[a] +=
            kernel.nodes().get(shortest(a / n - b / n, n), shortest(a % n - b % n, n)) * sums[b];
      }
    }
    var field = new double[s.length];
    for (int i = 0; i < s.length; i++) {
      for (int k = 0; k < 16; k++) {
        field[i] += weight(i, k) * atNodes[node(i, k)];
      }
    }
    return field;
  }

  private int node(int site, int k) {
    int c = kernel.spacing();
    int n = length / c;
    int y = Math.floorMod(site / length / c + k / 4 - 1, n);
    return y * n + Math.floorMod(site % length / c + k % 4 - 1, n);
  }

  private double weight(int site, int k) {
    int c = kernel.spacing();
    double[] w = new SplineWeights(c).values();
    return w[site / length % c * 4 + k / 4] * w[site % length % c * 4 + k % 4];
  }

  /// J_eff(i, i) of a site.
  public double self(int site) {
    int y = site / length;
    int x = site % length;
    return between(y, x, y, x);
  }

  static int shortest(int offset, int length) {
    int wrapped = Math.floorMod(offset, length);
    return wrapped > length / 2 ? wrapped - length : wrapped;
  }
}
