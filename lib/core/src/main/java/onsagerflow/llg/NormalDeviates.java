package onsagerflow.llg;

import onsagerflow.field.CounterRandom;

/// Normal deviates of mean 0 and variance 1 as a function of a key and a counter, in single
/// precision, made in loops that the compiler turns into vector instructions; the same bits on
/// every platform.
///
/// By Box and Muller, √(−2 ln u) times cosine and sine of an angle; one random word gives a pair.
/// 24 of its bits give the power of two in u, so that no deviate exceeds 5.9, 20 what is left of u,
/// and 20 the angle. Logarithm, sine and cosine by the polynomials of S. Moshier's Cephes, of a
/// quarter of the angle, which is then doubled twice.
final class NormalDeviates {

  /// Pairs made at a time: their work space stays in the nearest cache.
  private static final int STRETCH = 512;

  private static final int POWER_BITS = 0xFFFFFF00;
  private static final int LAST_POWER = 0x80;
  private static final int TWENTY_BITS = 0xFFFFF;
  private static final float ROOT_TWO = (float) Math.sqrt(2);
  private static final float LN2 = (float) Math.log(2);

  private NormalDeviates() {}

  /// Fills the first numbers of an array.
  ///
  /// @param key of [CounterRandom#word]
  /// @param first number of the first word taken
  /// @param pairs how many, and words used
  /// @param z receives 2 · pairs numbers
  static void fill(long key, long first, int pairs, float[] z) {
    int size = Math.min(STRETCH, pairs);
    var words = new long[size];
    var bits = new int[size];
    var power = new float[size];
    var radius = new float[size];
    var cosine = new float[size];
    var sine = new float[size];
    for (int at = 0; at < pairs; at += STRETCH) {
      int n = Math.min(STRETCH, pairs - at);
      for (int i = 0; i < n; i++) {
        words[i] = CounterRandom.word(key, first + at + i);
      }
      for (int i = 0; i < n; i++) {
        bits[i] = (int) (words[i] >>> 32);
      }
      powers(bits, power, n);
      for (int i = 0; i < n; i++) {
        bits[i] = (int) (words[i] >>> 20);
      }
      radii(bits, power, radius, n);
      for (int i = 0; i < n; i++) {
        bits[i] = (int) words[i];
      }
      angles(bits, cosine, sine, n);
      for (int i = 0; i < n; i++) {
        cosine[i] *= radius[i];
      }
      for (int i = 0; i < n; i++) {
        sine[i] *= radius[i];
      }
      System.arraycopy(cosine, 0, z, at, n);
      System.arraycopy(sine, 0, z, pairs + at, n);
    }
  }

  /// How often a uniform number can be doubled before it passes ½, and a half: of u = 2^−power f
  /// with f in (√½, √2).
  private static void powers(int[] bits, float[] power, int n) {
    for (int i = 0; i < n; i++) {
      bits[i] = Integer.numberOfLeadingZeros((bits[i] & POWER_BITS) | LAST_POWER);
    }
    for (int i = 0; i < n; i++) {
      power[i] = bits[i] + 0.5f;
    }
  }

  /// √(−2 ln u)
  private static void radii(int[] bits, float[] power, float[] radius, int n) {
    for (int i = 0; i < n; i++) {
      float x = ((bits[i] & TWENTY_BITS) + 0.5f) * (ROOT_TWO * 0x1p-21f) + (ROOT_TWO / 2 - 1);
      float y = 7.0376836e-2f;
      y = y * x - 1.151461e-1f;
      y = y * x + 1.16769984e-1f;
      y = y * x - 1.2420141e-1f;
      y = y * x + 1.4249323e-1f;
      y = y * x - 1.6668057e-1f;
      y = y * x + 2.0000714e-1f;
      y = y * x - 2.4999994e-1f;
      y = y * x + 3.333333e-1f;
      radius[i] = x + x * x * (y * x - 0.5f) - power[i] * LN2;
    }
    for (int i = 0; i < n; i++) {
      radius[i] = (float) Math.sqrt(-2 * radius[i]);
    }
  }

  /// Cosine and sine of an angle anywhere in a full turn.
  private static void angles(int[] bits, float[] cosine, float[] sine, int n) {
    for (int i = 0; i < n; i++) {
      float x = ((bits[i] & TWENTY_BITS) - 524287.5f) * (float) (Math.PI / 4 * 0x1p-19);
      float y = x * x;
      sine[i] = x + x * y * (-1.6666655e-1f + y * (8.332161e-3f - y * 1.9515296e-4f));
      cosine[i] = 1 - 0.5f * y + y * y * (4.1666646e-2f + y * (-1.3887316e-3f + y * 2.4433157e-5f));
    }
    for (int doubled = 0; doubled < 2; doubled++) {
      for (int i = 0; i < n; i++) {
        float s = sine[i];
        float c = cosine[i];
        sine[i] = 2 * s * c;
        cosine[i] = 1 - 2 * s * s;
      }
    }
  }
}
