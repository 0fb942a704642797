package onsagerflow.micromagnetic;

import onsagerflow.llg.Bands;
import onsagerflow.llg.EffectiveField;

/// Minimises the energy by steepest descent on the sphere of each vector, with steps of Barzilai
/// and Borwein: each step turns m by the midpoint rule in the direction of −m×(m×B), which keeps
/// its length, and is as long as the last change of that direction says, by two formulas in turns.
///
/// Barzilai and Borwein, IMA J. Numer. Anal. 8, 141 (1988); Exl et al., J. Appl. Phys. 115, 17D118
/// (2014).
final class SteepestDescent {

  /// After so many steps that did not find a smaller largest torque it is given up.
  private static final int PATIENCE = 20_000;

  private final EffectiveField field;
  private final Gilbert fall;
  private final double[][] down; // −m×(m×B), tesla
  private final double[][] lastDown;
  private final double[][] last;
  private final double[][] sums; // of each band
  private long fields;

  SteepestDescent(Sample sample, EffectiveField field) {
    this.field = field;
    this.fall = Gilbert.fall(sample, 1);
    int cells = field.grid().size();
    this.down = new double[3][cells];
    this.lastDown = new double[3][cells];
    this.last = new double[3][cells];
    this.sums = new double[3][Math.ceilDiv(cells, Bands.CELLS)];
  }

  long fields() {
    return fields;
  }

  /// Moves m until the torque |m×B| is nowhere larger than a bound.
  ///
  /// @param torque tesla
  /// @throws IllegalStateException if that is not reached
  void minimise(double[][] m, double time, double torque) {
    evaluate(m, time);
    double largest = largestTorque();
    double best = largest;
    double step = 1 / Math.max(field.strongest(), Double.MIN_NORMAL);
    int waited = 0;
    for (int count = 0; largest > torque; count++) {
      move(m, step);
      evaluate(m, time);
      largest = largestTorque();
      step = nextStep(m, count % 2 == 0, step);
      waited = largest < best ? 0 : waited + 1;
      best = Math.min(best, largest);
      if (waited > PATIENCE || Double.isNaN(largest)) {
        throw new IllegalStateException(
            "the energy has no minimum to be found: the torque stays at %s T, asked for is %s T"
                .formatted(best, torque));
      }
    }
  }

  private void evaluate(double[][] m, double time) {
    fields++;
    field.prepare(m, time);
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          field.fill(m, down, from, to);
          fall.slope(m, down, from, to);
        });
  }

  private double largestTorque() {
    Bands.each(
        field.grid().size(),
        (band, from, to) -> {
          double most = 0;
          for (int i = from; i < to; i++) {
            most =
                Math.max(
                    most,
                    down[0][i] * down[0][i] + down[1][i] * down[1][i] + down[2][i] * down[2][i]);
          }
          sums[0][band] = most;
        });
    double most = 0;
    for (double ofBand : sums[0]) {
      most = Math.max(most, ofBand);
    }
    return Math.sqrt(most);
  }

  /// m goes to ((4 − τ²k²) m + 4τk)/(4 + τ²k²), k being the direction.
  private void move(double[][] m, double step) {
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          for (int c = 0; c < 3; c++) {
            System.arraycopy(m[c], from, last[c], from, to - from);
            System.arraycopy(down[c], from, lastDown[c], from, to - from);
          }
          for (int i = from; i < to; i++) {
            double kx = step * down[0][i];
            double ky = step * down[1][i];
            double kz = step * down[2][i];
            double square = kx * kx + ky * ky + kz * kz;
            double f = 1 / (4 + square);
            m[0][i] = f * ((4 - square) * m[0][i] + 4 * kx);
            m[1][i] = f * ((4 - square) * m[1][i] + 4 * ky);
            m[2][i] = f * ((4 - square) * m[2][i] + 4 * kz);
          }
        });
  }

  /// ⟨s·s⟩/⟨s·y⟩ or ⟨s·y⟩/⟨y·y⟩, of the changes s of m and −y of the direction.
  private double nextStep(double[][] m, boolean isFirst, double step) {
    Bands.each(
        field.grid().size(),
        (band, from, to) -> {
          double ss = 0;
          double sy = 0;
          double yy = 0;
          for (int c = 0; c < 3; c++) {
            for (int i = from; i < to; i++) {
              double s = m[c][i] - last[c][i];
              double y = lastDown[c][i] - down[c][i];
              ss += s * s;
              sy += s * y;
              yy += y * y;
            }
          }
          sums[0][band] = ss;
          sums[1][band] = sy;
          sums[2][band] = yy;
        });
    double[] total = new double[3];
    for (int k = 0; k < 3; k++) {
      for (double ofBand : sums[k]) {
        total[k] += ofBand;
      }
    }
    double next = isFirst ? total[0] / total[1] : total[1] / total[2];
    return next > 0 && next < Double.POSITIVE_INFINITY ? next : step; // where it bends down
  }
}
