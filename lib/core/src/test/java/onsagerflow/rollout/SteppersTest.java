package onsagerflow.rollout;

import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.api.Nested;

/// Every stepper keeps the contract.
class SteppersTest {

  @Nested
  class Euler extends GaussianStepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new EulerMaruyama(equation);
    }

    @Override
    int order() {
      return 1;
    }

    @Override
    int weakOrder() {
      return 1;
    }
  }

  @Nested
  class Heun extends GaussianStepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new StochasticHeun(equation);
    }

    @Override
    int order() {
      return 2;
    }

    @Override
    int weakOrder() {
      return 2;
    }
  }

  @Nested
  class AdamsBashforthWithNormalNoise extends StepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new AdamsBashforth(equation);
    }

    @Override
    String equation() {
      return "onsager";
    }

    @Override
    int order() {
      return 2;
    }
  }

  @Nested
  class Exponential extends GaussianStepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new ExponentialRungeKutta(equation);
    }

    @Override
    String equation() {
      return "allen-cahn-noise";
    }

    @Override
    int order() {
      return 2;
    }

    @Override
    int weakOrder() {
      return 2;
    }
  }

  @Nested
  class Binomial extends StepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new BinomialLeap(equation);
    }

    @Override
    int order() {
      return 1;
    }
  }

  @Nested
  class Trapezoidal extends StepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new TrapezoidalLeap(equation);
    }

    @Override
    int order() {
      return 2;
    }
  }

  @Nested
  class Adams extends StepperContract {
    @Override
    Stepper of(StochasticEquation equation) {
      return new AdamsBashforthLeap(equation);
    }

    @Override
    int order() {
      return 2;
    }
  }
}
