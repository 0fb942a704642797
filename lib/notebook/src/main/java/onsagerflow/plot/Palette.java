package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Color;

/// What a colour means, the same in every figure.
///
/// The colours are those of Okabe and Ito (Color Universal Design, 2008), told apart by readers
/// with any form of colour blindness; baselines are dashed as well, so that a grey print still
/// separates what is learned from what is assumed.
public enum Palette {
  /// Measured on the microscopic system.
  DATA(0x0072B2, false),
  /// Known exactly.
  EXACT(0x000000, false),
  /// Learned from data.
  LEARNED(0xD55E00, false),
  /// Learned from data, the second of two variants in one figure.
  LEARNED_VARIANT(0xCC79A7, false),
  /// Assumed functions, such as K = β(1 − m²).
  BASELINE(0x7F7F7F, true),
  /// The deterministic mean-field equation (3).
  MEAN_FIELD(0x009E73, true),
  /// The Allen–Cahn equation (4).
  ALLEN_CAHN(0x56B4E9, true);

  private static final float[] DASHES = {6, 4};

  private final Color colour;
  private final boolean dashed;

  Palette(int rgb, boolean dashed) {
    this.colour = new Color(rgb);
    this.dashed = dashed;
  }

  public Color colour() {
    return colour;
  }

  /// The same colour, light enough to lie under a line.
  Color shade() {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 56);
  }

  BasicStroke stroke() {
    return dashed
        ? new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
        : new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
