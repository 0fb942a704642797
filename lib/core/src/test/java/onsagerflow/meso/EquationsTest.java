package onsagerflow.meso;

import org.junit.jupiter.api.Nested;

/// Every equation of this room keeps the contract; those with a tensor noise or on a sphere stand
/// for equations of vectors to come.
class EquationsTest {

  abstract static class Named extends StochasticEquationContract {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    protected StochasticEquation equation() {
      return java.util.Objects.requireNonNull(Equations.all().get(name));
    }
  }

  @Nested
  class AllenCahnEquation extends Named {
    AllenCahnEquation() {
      super("allen-cahn");
    }
  }

  @Nested
  class NoisyAllenCahn extends Named {
    NoisyAllenCahn() {
      super("allen-cahn-noise");
    }
  }

  @Nested
  class MeanField extends Named {
    MeanField() {
      super("mean-field");
    }
  }

  @Nested
  class KramersMoyalEquation extends Named {
    KramersMoyalEquation() {
      super("kramers-moyal");
    }
  }

  @Nested
  class Onsager extends Named {
    Onsager() {
      super("onsager");
    }
  }

  @Nested
  class BareOnsager extends Named {
    BareOnsager() {
      super("onsager-bare");
    }
  }

  @Nested
  class Cosh extends Named {
    Cosh() {
      super("cosh");
    }
  }

  @Nested
  class BareCosh extends Named {
    BareCosh() {
      super("cosh-bare");
    }
  }

  @Nested
  class Rotating extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return RotatingOscillator.on(Equations.GRID);
    }
  }

  @Nested
  class Rotor extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return new RotationalDiffusion(Equations.GRID, 2, 0.05);
    }
  }
}
