package onsagerflow.estimate;

import java.util.OptionalInt;
import onsagerflow.field.Symmetry;

/// What J may be.
///
/// @param radius in blocks, 0 for uncoupled blocks, or empty to choose it by held-out frames (0 on
///   a grid of less than 3 blocks along y or x, which allows no J)
/// @param symmetry imposed
/// @param smoothness whether it is held smooth by a prior
public record KernelForm(OptionalInt radius, Symmetry symmetry, Smoothness smoothness) {

  public KernelForm {
    if (radius.isPresent() && radius.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "the kernel radius must not be negative, got " + radius.getAsInt());
    }
  }
}
