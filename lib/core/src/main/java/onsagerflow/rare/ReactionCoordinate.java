package onsagerflow.rare;

import java.io.Serializable;
import onsagerflow.field.ScalarField;

/// A number λ that tells how far a flip has come: small in state A, large in state B.
@FunctionalInterface
public interface ReactionCoordinate extends Serializable {

  /// λ of a block field.
  double of(ScalarField m);

  /// The mean magnetisation of the box.
  static ReactionCoordinate magnetisation() {
    return ScalarField::mean;
  }
}
