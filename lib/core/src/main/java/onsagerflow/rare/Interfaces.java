package onsagerflow.rare;

import java.util.List;
import java.util.stream.DoubleStream;

/// Where forward-flux sampling puts its interfaces λ₀ < λ₁ < … between A and B.
public sealed interface Interfaces {

  /// Interfaces at given places.
  static Interfaces at(double... lambda) {
    return new Given(DoubleStream.of(lambda).boxed().toList());
  }

  /// Interfaces found by 100 scouts each, about 0.3 of which get from one to the next.
  static Interfaces scouted() {
    return new Scouted(100, 0.3);
  }

  /// Given interfaces.
  ///
  /// @param lambda λ₀ < λ₁ < …, above a and below b of the transition
  record Given(List<Double> lambda) implements Interfaces {

    public Given {
      lambda = List.copyOf(lambda);
      if (lambda.isEmpty()) {
        throw new IllegalArgumentException("forward flux needs an interface, got none");
      }
      for (int i = 1; i < lambda.size(); i++) {
        if (!(lambda.get(i) > lambda.get(i - 1))) {
          throw new IllegalArgumentException(
              "interfaces must increase, got " + lambda.get(i) + " after " + lambda.get(i - 1));
        }
      }
    }
  }

  /// Interfaces placed by a pilot run, so that each is reached from the one before with about the
  /// same probability.
  ///
  /// λ₀ is exceeded a tenth of the time in state A. From λᵢ on, scouts run until they return to A
  /// or reach B, and λᵢ₊₁ is put where the wanted share of them has been. The same scouts, up to
  /// there, then give the states from which the next start. The pilot run shares no random number
  /// with the sampling, so that it adds no bias. Source: exploring scouts of Kratzer, Arnold and
  /// Allen, J. Chem. Phys. 138, 164112 (2013).
  ///
  /// @param scouts runs per interface
  /// @param probability wanted, of reaching one interface from the one before
  record Scouted(int scouts, double probability) implements Interfaces {

    public Scouted {
      if (!(probability > 0 && probability < 1) || !(scouts * probability >= 5)) {
        throw new IllegalArgumentException(
            "interfaces want a probability below 1 and scouts x probability of 5 or more, got "
                + scouts
                + " x "
                + probability);
      }
    }
  }
}
