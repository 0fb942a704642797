package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.List;

/// The [Terms] of a [VectorEquation] at one m, and their derivatives by the unknowns that act
/// there.
final class LocalTerms {

  /// Beyond this |m| functions are those at it: a bad guess must not leave the ball.
  private static final double LARGEST = 1 - 1e-5;

  /// Below this q series are used: of ξ/|m|, and of (3w − 1)/q.
  private static final double SMALL = 1e-3;

  private static final double RATIO_CURVE = 297.0 / 175;
  private static final double EXCESS_SLOPE = 36.0 / 175;

  /// Unknowns that act at one m, at most.
  static final int ACTING = 7;

  /// Of the equation itself.
  final Terms terms = new Terms();

  /// Derivatives by the unknowns that act at this m, of two knots of s′, of K∥ and of K⊥, and of γ.
  final List<Terms> unknowns = new ArrayList<>();

  private final VectorEquation equation;
  private final VectorBasis basis;
  private final double perSpin;

  double q;
  private double xi;
  private double alongValue;
  private double alongByQ;

  /// (ξ/|m|) and its derivative by q.
  private double ratio;

  private double ratioByQ;

  /// w = |m|/ξ, and (3w − 1)/q, with their derivatives by q.
  private double w;

  private double wByQ;
  private double excess;
  private double excessByQ;

  /// Of a hat of κ.
  private double rise;

  private double xiByM;
  private double length;
  private double tau;
  private double tauByQ;

  int slopeSegment;
  int segment;
  double weight;

  LocalTerms(VectorEquation equation) {
    this.equation = equation;
    this.basis = equation.basis();
    this.perSpin = equation.temperature() / equation.cellVolume();
    for (int i = 0; i < ACTING; i++) {
      unknowns.add(new Terms());
    }
  }

  /// Goes to an m.
  void at(double[] m) {
    double norm = Math.min(Math.sqrt(Vectors.dot(m, m)), LARGEST);
    at(norm, Xi.of(norm));
  }

  private void at(double norm, double itsXi) {
    length = norm;
    xi = itsXi;
    q = length * length;
    xiByM = Xi.slope(length, xi);
    if (q < SMALL) {
      ratio = 3 + q * (1.8 + RATIO_CURVE * q);
      ratioByQ = 1.8 + 2 * RATIO_CURVE * q;
      w = 1 / ratio;
      wByQ = -ratioByQ * w * w;
      excess = -0.6 - EXCESS_SLOPE * q;
      excessByQ = -EXCESS_SLOPE;
    } else {
      ratio = xi / length;
      ratioByQ = (xiByM - ratio) / (2 * q);
      w = 1 / ratio;
      wByQ = -ratioByQ * w * w;
      excess = (3 * w - 1) / q;
      excessByQ = (3 * wByQ - excess) / q;
    }
    slope();
    mobility();
    terms.gamma = equation.values().gamma;
    terms.sigma = alongValue * tau - perSpin * 2 * (alongByQ + terms.kappa);
    terms.sigmaByQ = alongByQ * tau + alongValue * tauByQ - perSpin * 2 * terms.kappaByQ;
  }

  /// τ = s′/|m|.
  private void slope() {
    var hats = basis.slope();
    int k = hats.segment(xi);
    slopeSegment = k;
    double slope = (equation.slope(k + 1) - equation.slope(k)) / (hats.knot(k + 1) - hats.knot(k));
    if (k == 0) {
      tau = slope * ratio;
      tauByQ = slope * ratioByQ;
    } else {
      double u = hats.weight(k, xi);
      tau = ((1 - u) * equation.slope(k) + u * equation.slope(k + 1)) / length;
      tauByQ = (slope * xiByM - tau) / (2 * q);
    }
  }

  /// K∥ = 2w κ∥ and K⊥ = (1 − w) κ⊥.
  private void mobility() {
    var hats = basis.mobility();
    int k = hats.segment(q);
    double u = hats.weight(k, q);
    segment = k;
    weight = u;
    rise = isHeld() ? 0 : 1 / (hats.knot(k + 1) - hats.knot(k));
    double along = (1 - u) * equation.along(k) + u * equation.along(k + 1);
    double across = (1 - u) * equation.across(k) + u * equation.across(k + 1);
    double more = rise * (equation.along(k + 1) - equation.along(k));
    double moreAcross = rise * (equation.across(k + 1) - equation.across(k));
    alongValue = 2 * w * along;
    alongByQ = 2 * (wByQ * along + w * more);
    terms.across = (1 - w) * across;
    terms.acrossByQ = (1 - w) * moreAcross - wByQ * across;
    if (isFirst()) {
      double shared = equation.along(0);
      terms.kappa = shared * excess + 2 * w * more - (1 - w) * moreAcross;
      terms.kappaByQ = shared * excessByQ + wByQ * (2 * more + moreAcross);
    } else {
      terms.kappa = (alongValue - terms.across) / q;
      terms.kappaByQ = (alongByQ - terms.acrossByQ - terms.kappa) / q;
    }
  }

  private boolean isFirst() {
    return segment == 0 && !isHeld();
  }

  /// Beyond the last knot κ stays as it is there.
  private boolean isHeld() {
    return q > basis.mobility().knot(basis.mobility().size() - 1);
  }

  double along() {
    return alongValue;
  }

  /// s′.
  double force() {
    return tau * length;
  }

  /// Writes the derivatives by the unknowns that act at this m.
  List<Terms> derivatives() {
    int n = 0;
    for (int side = 0; side < 2; side++) {
      if (slopeSegment + side > 0) {
        slopeDerivative(side, unknowns.get(n++));
      }
    }
    if (n == 1) {
      unknowns.get(n).clear();
      unknowns.get(n++).unknown = -1;
    }
    unknowns.get(n).clear();
    unknowns.get(n).gamma = 1;
    unknowns.get(n++).unknown = equation.gammaAt();
    for (int side = 0; side < 2; side++) {
      mobilityDerivative(side, true, unknowns.get(n++));
      mobilityDerivative(side, false, unknowns.get(n++));
    }
    return unknowns;
  }

  private void slopeDerivative(int side, Terms to) {
    var hats = basis.slope();
    int k = slopeSegment;
    to.clear();
    to.unknown = k + side - 1;
    double step = 1 / (hats.knot(k + 1) - hats.knot(k));
    double u = hats.weight(k, xi);
    double perLength = k == 0 ? step * ratio : (side == 0 ? 1 - u : u) / length;
    double byQ =
        k == 0 ? step * ratioByQ : ((side == 0 ? -step : step) * xiByM - perLength) / (2 * q);
    to.sigma = alongValue * perLength;
    to.sigmaByQ = alongByQ * perLength + alongValue * byQ;
  }

  private void mobilityDerivative(int side, boolean isAlong, Terms to) {
    int knot = segment + side;
    to.clear();
    to.unknown = equation.drifts() + (isAlong ? basis.along(knot) : basis.across(knot));
    double hat = side == 0 ? 1 - weight : weight;
    double hatByQ = side == 0 ? -rise : rise;
    double along = 2 * w * hat;
    double byQ = 2 * (wByQ * hat + w * hatByQ);
    double across = (1 - w) * hat;
    double acrossByQ = (1 - w) * hatByQ - wByQ * hat;
    if (isFirst() && side == 0) {
      // K∥ and K⊥ share this unknown: all of it is in one.
      if (isAlong) {
        to.across = across;
        to.acrossByQ = acrossByQ;
        to.kappa = hat * excess;
        to.kappaByQ = hatByQ * excess + hat * excessByQ;
        addSigma(to, along, byQ);
      } else {
        to.unknown = -1;
      }
    } else if (isAlong) {
      to.kappa = isFirst() ? 2 * w * rise : along / q;
      to.kappaByQ = isFirst() ? 2 * wByQ * rise : (byQ - to.kappa) / q;
      addSigma(to, along, byQ);
    } else {
      to.across = across;
      to.acrossByQ = acrossByQ;
      to.kappa = isFirst() ? -(1 - w) * rise : -across / q;
      to.kappaByQ = isFirst() ? wByQ * rise : (-acrossByQ - to.kappa) / q;
      addSigma(to, 0, 0);
    }
  }

  private void addSigma(Terms to, double along, double byQ) {
    to.sigma = along * tau - perSpin * 2 * (byQ + to.kappa);
    to.sigmaByQ = byQ * tau + along * tauByQ - perSpin * 2 * to.kappaByQ;
  }
}
