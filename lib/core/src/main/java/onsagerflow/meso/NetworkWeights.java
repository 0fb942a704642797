package onsagerflow.meso;

import java.util.Arrays;

/// The weights of trained networks as a model carries them, in the format of whoever trained them.
public final class NetworkWeights {

  private final byte[] bytes;

  public NetworkWeights(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// All of them.
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkWeights weights && Arrays.equals(bytes, weights.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// Their size.
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
