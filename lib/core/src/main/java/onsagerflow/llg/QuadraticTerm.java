package onsagerflow.llg;

/// A term that is quadratic in all vectors together, `E = −½ Σ s·H`.
public interface QuadraticTerm extends EnergyTerm {

  @Override
  default double energy(double[][] s, double time) {
    var h = new double[3][s[0].length];
    prepare(s, time);
    addField(s, h, 0, s[0].length);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < h[c].length; i++) {
        sum += s[c][i] * h[c][i];
      }
    }
    return -sum / 2;
  }
}
