package onsagerflow.micro.neighbour;

import onsagerflow.micro.site.HeatBath;

/// The refresh of [NeighbourRefresh] where every site has an external field of its own.
///
/// @param beta β
/// @param external h_ext of every site, in units of the coupling
/// @param half sites of a row that have one colour
/// @param refreshed q = 1 − e^−τ
/// @param kept 1 − q, times 2³¹
@SuppressWarnings("ArrayRecordComponent") // never compared
record SiteRefresh(double beta, double[] external, int half, double refreshed, int kept)
    implements ColourRefresh {

  static SiteRefresh of(double beta, double[] external, int half, double time) {
    return new SiteRefresh(
        beta, external, half, -Math.expm1(-time), (int) (Math.exp(-time) * 0x1p31));
  }

  @Override
  public void apply(int colour, int[] spins, float[] up, int[] bits, int from, int to) {
    for (int i = from; i < to; i++) {
      int site = 2 * i + (i / half + colour) % 2;
      double p = HeatBath.probabilityUp(beta, 2 * up[i] - 4 + external[site]);
      int left = (bits[i] >>> 1) - (int) (refreshed * p * 0x1p31);
      if (left < 0) {
        spins[i] = 1;
      } else if (left >= kept) {
        spins[i] = 0;
      }
    }
  }
}
