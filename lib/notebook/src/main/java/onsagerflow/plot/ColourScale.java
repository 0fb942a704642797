package onsagerflow.plot;

import java.awt.Color;

/// Blue below zero, white at zero, red above: a number to a colour, even in lightness on both
/// sides.
///
/// The anchors are the eleven colours of RdBu (ColorBrewer 2, C. Brewer, colorbrewer2.org,
/// Apache-2.0), which colour-blind readers can tell apart.
///
/// @param limit the magnitude that takes the deepest colour
record ColourScale(double limit) {

  private static final int[] ANCHORS = {
    0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D,
    0xB2182B, 0x67001F
  };
  private static final int NOT_A_NUMBER = 0x00A000;

  ColourScale {
    if (!(limit > 0) || !Double.isFinite(limit)) {
      throw new IllegalArgumentException("a colour scale needs a positive limit, got " + limit);
    }
  }

  /// The colour of a value as 0xRRGGBB; beyond the limit the deepest one, NaN is green.
  int rgb(double value) {
    if (Double.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    double position = (Math.clamp(value / limit, -1, 1) + 1) / 2 * (ANCHORS.length - 1);
    int left = Math.min((int) position, ANCHORS.length - 2);
    double weight = position - left;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = ANCHORS[left] >> shift & 0xFF;
      int b = ANCHORS[left + 1] >> shift & 0xFF;
      rgb |= (int) Math.round((1 - weight) * a + weight * b) << shift;
    }
    return rgb;
  }

  Color colour(double value) {
    return new Color(rgb(value));
  }
}
