package onsagerflow.estimate.vector;

import java.util.Arrays;
import onsagerflow.estimate.data.Reader;
import onsagerflow.estimate.data.VectorObservation;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.field.Grid;
import org.jspecify.annotations.Nullable;

/// The likelihood of frame pairs, whose increments are normal with the mean of [LagPath], bent by
/// noise, and the covariance of [LagCovariance], its gradient by all unknowns and its Fisher
/// information.
final class VectorIncrements implements VectorPass.Visitor {

  private static final int ROWS = 9;

  private final VectorPass pass;
  private final VectorEquation equation;
  private final Grid grid;
  private final LagPath path;
  private final LagCovariance covariance;
  private final Strips strips;
  private final LocalTerms local;
  private final Cells used;
  private final double[] toEnd;
  private final double[][] rows;
  private final double[][] rowsOfVariance;
  private final double[] m = new double[3];
  private final double[] r = new double[3];
  private final double[] bend = new double[3];
  private final double[] u = new double[3];
  private final double[] vector = new double[3];
  private final double[] phi = new double[3];
  private final double[] whitening = new double[9];
  private final double[] w = new double[9];

  /// Whitened residuals of this pair and of the one before it; 0 where a cell does not enter.
  private double[] white;

  private double[] whiteBefore;
  private @Nullable Reader<VectorObservation> reader;
  private int first;

  VectorIncrements(VectorPass pass, Grid grid) {
    this.pass = pass;
    this.equation = pass.equation();
    this.grid = grid;
    this.path = new LagPath(equation, grid);
    this.covariance = new LagCovariance(equation, path);
    this.strips = pass.withClusters() ? Strips.of(grid) : new Strips(grid, 1);
    this.local = new LocalTerms(equation);
    this.used = new Cells(grid, equation.basis().largest());
    this.toEnd = new double[3 * grid.size()];
    this.rows = new double[ROWS][equation.size()];
    this.rowsOfVariance = Arrays.copyOfRange(rows, 3, ROWS);
    this.white = new double[3 * grid.size()];
    this.whiteBefore = new double[3 * grid.size()];
  }

  @Override
  public void begin(int number, Reader<VectorObservation> of) {
    first = number;
    reader = of;
  }

  @Override
  public void add(int number, VectorObservation observation, VectorPass.Group group) {
    var pair = (VectorObservation.Increment) observation;
    path.evaluate(pair.m().values(), pair.h().values(), pair.hAfter().values(), pair.lag());
    boolean informs = number % pass.every() == 0;
    double[][] tangents = informs ? path.tangents() : new double[0][];
    var products =
        informs ? new OuterProducts(group.sums.matrix, equation.size(), 0, equation.size()) : null;
    var scores = new double[strips.count()][equation.size()];
    Arrays.fill(toEnd, 0);
    double[] spent = whiteBefore;
    whiteBefore = white;
    white = spent;
    Arrays.fill(white, 0);
    for (int x = 0; x < grid.size(); x++) {
      path.get(path.nodeM(0), x, m);
      if (!used.isUsed(x, m)) {
        continue;
      }
      group.sums.cells++;
      path.get(pair.after().values(), x, r);
      for (int c = 0; c < 3; c++) {
        r[c] -= path.end[x + c * grid.size()];
      }
      covariance.evaluate(x);
      covariance.bend(bend);
      for (int c = 0; c < 3; c++) {
        r[c] -= bend[c];
      }
      double logDeterminant = Vectors.whitening(covariance.v, whitening);
      Vectors.apply(whitening, r, u);
      group.objective -= 0.5 * (logDeterminant + Vectors.dot(u, u));
      path.set(white, x, u);
      weigh();
      path.set(toEnd, x, vector);
      covariance.pullBack(w, scores[strips.of(x)]);
      addScatter(x, group.scatter, pair.lag());
      if (products != null) {
        addInformation(x, tangents, products);
      }
    }
    addWhiteness(number, group.whiteness);
    path.pullBack(toEnd, strips, scores);
    for (double[] score : scores) {
      group.sums.addCluster(score);
    }
    if (products != null) {
      products.flush();
    }
  }

  private void addWhiteness(int number, Whiteness to) {
    if (number > first && reader != null && reader.continues(number)) {
      for (int i = 0; i < white.length; i++) {
        to.time += white[i] * whiteBefore[i];
        to.times += white[i] * whiteBefore[i] == 0 ? 0 : 1;
      }
    }
    int cells = grid.size();
    int[] toNext = grid.dimensions() == 3 ? new int[] {0, 0, -1} : new int[] {0, -1};
    for (int x = 0; x < cells; x++) {
      int next = grid.before(x, toNext);
      if (next < 0) {
        continue;
      }
      for (int c = 0; c < 3; c++) {
        double product = white[x + c * cells] * white[next + c * cells];
        to.space += product;
        to.spaces += product == 0 ? 0 : 1;
      }
    }
  }

  /// V⁻¹ r and ½ V⁻¹ (r rᵀ − V) V⁻¹.
  private void weigh() {
    for (int i = 0; i < 3; i++) {
      vector[i] = whitening[i] * u[0] + whitening[3 + i] * u[1] + whitening[6 + i] * u[2];
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double inverse = 0;
        for (int k = 0; k < 3; k++) {
          inverse += whitening[3 * k + i] * whitening[3 * k + j];
        }
        w[3 * i + j] = 0.5 * (vector[i] * vector[j] - inverse);
      }
    }
  }

  private void addScatter(int x, Scatter scatter, double lag) {
    local.at(m);
    double length = Math.sqrt(local.q);
    if (!(length > 0)) {
      return;
    }
    double along = Vectors.dot(r, m) / length;
    double expected = Vectors.form(m, covariance.v, m) / local.q;
    double acrossExpected = Vectors.trace(covariance.v) - expected;
    double across = Vectors.dot(r, r) - along * along;
    Scatter.add(scatter.cells, local, 1);
    Scatter.add(scatter.along, local, along * along / expected);
    Scatter.add(scatter.across, local, across / acrossExpected);
    path.get(path.nodePhi(0), x, phi);
    double fieldAlong = Vectors.dot(phi, m) / length;
    double response = lag * local.along() * (fieldAlong - local.force());
    Scatter.add(scatter.alongDrift, local, response * along / expected);
    Scatter.add(scatter.alongResponse, local, response * response / expected);
    double k = lag * local.terms.across;
    double rAcross = Vectors.dot(r, phi) - along * fieldAlong;
    double square = Vectors.dot(phi, phi) - fieldAlong * fieldAlong;
    Scatter.add(scatter.acrossDrift, local, 2 * k * rAcross / acrossExpected);
    Scatter.add(scatter.acrossResponse, local, 2 * k * k * square / acrossExpected);
  }

  private void addInformation(int x, double[][] tangents, OuterProducts products) {
    double scale = Math.sqrt(pass.every());
    for (double[] row : rows) {
      Arrays.fill(row, 0);
    }
    for (int p = 0; p < tangents.length; p++) {
      path.get(tangents[p], x, vector);
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int j = 0; j <= i; j++) {
          sum += whitening[3 * i + j] * vector[j];
        }
        rows[i][p] = scale * sum;
      }
    }
    covariance.addRows(whitening, scale, rowsOfVariance);
    for (double[] row : rows) {
      System.arraycopy(row, 0, products.row(), 0, row.length);
    }
  }
}
