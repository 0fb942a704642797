package onsagerflow.estimate.vector;

import java.util.Arrays;
import onsagerflow.estimate.data.VectorObservation;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.field.Grid;

/// The least-squares problems of generator channels: K fitted to the noise G; s′, γ and J to the
/// drift with K known from the other.
///
/// The drift of a block scatters about that of the equation mostly as K of its very spins, G/T,
/// scatters about K(m): both are means over the same spins. So (G/T) φ stands for K φ in what the
/// drift is compared with, whose mean at given m it has, and hardly anything is left to scatter.
/// The rows of the equations take K(m), for G/T has its own noise.
final class VectorInstants implements VectorPass.Visitor {

  private final VectorPass pass;
  private final VectorEquation equation;
  private final Grid grid;
  private final LagPath path;
  private final LocalTerms local;
  private final Cells used;
  private final Strips strips;
  private final CouplingSums couplings;
  private final double[] byPhi;
  private final double[] m = new double[3];
  private final double[] phi = new double[3];
  private final double[] torque = new double[3];
  private final double[] r = new double[3];
  private final double[] g = new double[6];
  private final double[] unit = new double[3];
  private final double[] b = new double[9];
  private final double[] vector = new double[3];
  private final double[] neighbours = new double[3];

  VectorInstants(VectorPass pass, Grid grid) {
    this.pass = pass;
    this.equation = pass.equation();
    this.grid = grid;
    this.path = new LagPath(equation, grid);
    this.local = new LocalTerms(equation);
    this.used = new Cells(grid, equation.basis().largest());
    this.strips = Strips.of(grid);
    this.couplings = new CouplingSums(grid, equation.shapes(), equation.orbits());
    this.byPhi = new double[3 * grid.size()];
  }

  @Override
  public void add(int number, VectorObservation observation, VectorPass.Group group) {
    var instant = (VectorObservation.Instant) observation;
    path.evaluate(instant.m().values(), instant.h().values());
    boolean informs = number % pass.every() == 0;
    int size = equation.size();
    var scores = new double[strips.count()][size];
    var drift = new OuterProducts(group.sums.matrix, size, 0, equation.drifts());
    var noise = new OuterProducts(group.sums.matrix, size, equation.drifts(), size);
    Arrays.fill(byPhi, 0);
    couplings.of(instant.m().values());
    for (int x = 0; x < grid.size(); x++) {
      path.get(path.nodeM(0), x, m);
      if (!used.isUsed(x, m)) {
        continue;
      }
      path.get(path.nodePhi(0), x, phi);
      local.at(m);
      group.sums.cells++;
      residual(instant, x);
      addScore(x, group.scatter, scores[strips.of(x)]);
      if (informs) {
        addInformation(x, drift, noise);
      }
    }
    path.addCouplings(byPhi, instant.m().values(), strips, scores);
    for (double[] score : scores) {
      group.sums.addCluster(score);
    }
    drift.flush();
    noise.flush();
  }

  /// A − [−γ m×φ + (G/T) φ − σ m].
  private void residual(VectorObservation.Instant instant, int x) {
    double t = equation.temperature();
    for (int k = 0; k < 6; k++) {
      g[k] = instant.generator().noise().get(k, x) / t;
    }
    Vectors.cross(m, phi, torque);
    var terms = local.terms;
    for (int c = 0; c < 3; c++) {
      r[c] = instant.generator().drift().get(c, x) + terms.gamma * torque[c] + terms.sigma * m[c];
    }
    r[0] -= g[0] * phi[0] + g[3] * phi[1] + g[4] * phi[2];
    r[1] -= g[3] * phi[0] + g[1] * phi[1] + g[5] * phi[2];
    r[2] -= g[4] * phi[0] + g[5] * phi[1] + g[2] * phi[2];
    double length = Math.sqrt(local.q);
    for (int c = 0; c < 3; c++) {
      unit[c] = length > 0 ? m[c] / length : c == 2 ? 1 : 0;
    }
  }

  /// m̂ᵀ (G/T) m̂.
  private double noiseAlong() {
    return g[0] * unit[0] * unit[0]
        + g[1] * unit[1] * unit[1]
        + g[2] * unit[2] * unit[2]
        + 2 * (g[3] * unit[0] * unit[1] + g[4] * unit[0] * unit[2] + g[5] * unit[1] * unit[2]);
  }

  private void addScore(int x, Scatter scatter, double[] score) {
    var w = pass.weights();
    double along = Vectors.dot(r, unit);
    double square = Vectors.dot(r, r);
    Scatter.add(scatter.cells, local, 1);
    Scatter.add(scatter.along, local, along * along);
    Scatter.add(scatter.across, local, 0.5 * (square - along * along));
    double forAlong = 1 / w.at(w.along, local);
    double forAcross = 1 / w.at(w.across, local);
    for (int c = 0; c < 3; c++) {
      vector[c] = forAcross * r[c] + (forAlong - forAcross) * along * unit[c];
    }
    double mPhi = Vectors.dot(m, phi);
    double bM = Vectors.dot(vector, m);
    double bPhi = Vectors.dot(vector, phi);
    double bTorque = Vectors.dot(vector, torque);
    double gAlong = noiseAlong();
    double missAlong = gAlong - local.along();
    double missAcross = 0.5 * (g[0] + g[1] + g[2] - gAlong) - local.terms.across;
    Scatter.add(scatter.noiseAlong, local, missAlong * missAlong);
    Scatter.add(scatter.noiseAcross, local, missAcross * missAcross);
    addFluctuationDissipation(scatter);
    for (var t : local.derivatives()) {
      if (t.unknown >= equation.drifts()) {
        score[t.unknown] +=
            t.across * missAcross / w.at(w.noiseAcross, local)
                + alongOf(t) * missAlong / w.at(w.noiseAlong, local);
      } else if (t.unknown >= 0) {
        score[t.unknown] += t.drift(mPhi, bM, bPhi, bTorque);
      }
    }
    local.terms.byPhi(m, b);
    for (int c = 0; c < 3; c++) {
      byPhi[x + c * grid.size()] = b[c] * vector[0] + b[3 + c] * vector[1] + b[6 + c] * vector[2];
    }
  }

  /// ∂K∥ = ∂K⊥ + q ∂κ by an unknown of K.
  private double alongOf(Terms t) {
    return t.across + local.q * t.kappa;
  }

  /// How the drift itself, G/T not in place of K, answers to the field.
  private void addFluctuationDissipation(Scatter scatter) {
    double fieldAlong = Vectors.dot(phi, unit);
    double gPhi0 = g[0] * phi[0] + g[3] * phi[1] + g[4] * phi[2];
    double gPhi1 = g[3] * phi[0] + g[1] * phi[1] + g[5] * phi[2];
    double gPhi2 = g[4] * phi[0] + g[5] * phi[1] + g[2] * phi[2];
    double[] whole = {r[0] + gPhi0, r[1] + gPhi1, r[2] + gPhi2};
    double missAlong = Vectors.dot(whole, unit) - local.along() * fieldAlong;
    double acrossSquare = Vectors.dot(phi, phi) - fieldAlong * fieldAlong;
    double cross =
        Vectors.dot(whole, phi)
            - Vectors.dot(whole, unit) * fieldAlong
            - local.terms.across * acrossSquare;
    Scatter.add(scatter.alongDrift, local, missAlong * local.along() * fieldAlong);
    Scatter.add(
        scatter.alongResponse, local, local.along() * local.along() * fieldAlong * fieldAlong);
    Scatter.add(scatter.acrossDrift, local, cross * local.terms.across);
    Scatter.add(
        scatter.acrossResponse, local, local.terms.across * local.terms.across * acrossSquare);
  }

  private void addInformation(int x, OuterProducts drift, OuterProducts noise) {
    var w = pass.weights();
    double[] scale = {
      Math.sqrt(pass.every() / w.at(w.along, local)),
      Math.sqrt(pass.every() / w.at(w.across, local))
    };
    local.terms.byPhi(m, b);
    double[] rowX = fresh(drift);
    double[] rowY = fresh(drift);
    double[] rowZ = fresh(drift);
    for (var t : local.derivatives()) {
      if (t.unknown >= equation.drifts()) {
        // K φ is that of G.
        double onM = -t.sigma;
        add(rowX, rowY, rowZ, t.unknown, onM * m[0], onM * m[1], onM * m[2], scale);
      } else if (t.unknown >= 0) {
        t.drift(m, phi, vector);
        add(rowX, rowY, rowZ, t.unknown, vector[0], vector[1], vector[2], scale);
      }
    }
    for (int p = 0; p < equation.couplings(); p++) {
      couplings.at(p, x, neighbours);
      Vectors.apply(b, neighbours, vector);
      add(rowX, rowY, rowZ, equation.couplingsAt() + p, vector[0], vector[1], vector[2], scale);
    }
    double[] rowAlong = fresh(noise);
    double[] rowAcross = fresh(noise);
    double forAlong = Math.sqrt(pass.every() / w.at(w.noiseAlong, local));
    double forAcross = Math.sqrt(pass.every() / w.at(w.noiseAcross, local));
    for (var t : local.derivatives()) {
      if (t.unknown >= equation.drifts()) {
        rowAlong[t.unknown] += forAlong * alongOf(t);
        rowAcross[t.unknown] += forAcross * t.across;
      }
    }
  }

  private static double[] fresh(OuterProducts products) {
    double[] row = products.row();
    Arrays.fill(row, 0);
    return row;
  }

  /// Adds √W v, √W of the weights along and across m.
  private void add(
      double[] rowX,
      double[] rowY,
      double[] rowZ,
      int at,
      double vx,
      double vy,
      double vz,
      double[] scale) {
    double along = (scale[0] - scale[1]) * (vx * unit[0] + vy * unit[1] + vz * unit[2]);
    rowX[at] += scale[1] * vx + along * unit[0];
    rowY[at] += scale[1] * vy + along * unit[1];
    rowZ[at] += scale[1] * vz + along * unit[2];
  }
}
