package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Bad input is refused with words that say what is wrong.
final class Refusal {

  private Refusal() {}

  static void of(String part, Runnable action) {
    var refusal = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(String.valueOf(refusal.getMessage()).contains(part), refusal::toString);
  }
}
