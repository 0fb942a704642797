package onsagerflow.meso.vector;

import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.StochasticEquationContract;
import org.junit.jupiter.api.Nested;

/// Every equation of vectors keeps the contract.
class VectorEquationsTest {

  static final Grid GRID = new Grid(10, 12, 8);
  static final Frame.Conditions CONDITIONS =
      new Frame.Conditions(0.2, ExternalField.vector(0.01, -0.02, 0.03));
  static final Kernel KERNEL = Kernel.gaussian(1.2, 2);

  static VectorOnsagerFlow kac() {
    return new VectorOnsagerFlow(GRID, 64, CONDITIONS, VectorLaw.kac(0.2, 0.3, 1.2, KERNEL));
  }

  @Nested
  class Kac extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return kac();
    }
  }

  @Nested
  class BareKac extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return kac().withFiniteBlock(false);
    }
  }

  @Nested
  class Silent extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return kac().deterministic();
    }
  }

  @Nested
  class WithAnAxis extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return kac().withAnisotropy(Anisotropy.uniaxial(0, 0.6, 0.8, 0.1));
    }
  }

  @Nested
  class Llb extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return Ferromagnet.meanField(0.2, 1, 0.3, 1.2).llb(GRID, CONDITIONS, KERNEL);
    }
  }

  @Nested
  class Llg extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return Ferromagnet.meanField(0.2, 1, 0.3, 1.2).llg(GRID, CONDITIONS, KERNEL);
    }
  }

  @Nested
  class Cells extends StochasticEquationContract {
    @Override
    protected StochasticEquation equation() {
      return Ferromagnet.meanField(0.2, 1, 0.3, 1.2).cells(GRID, CONDITIONS, KERNEL);
    }
  }
}
