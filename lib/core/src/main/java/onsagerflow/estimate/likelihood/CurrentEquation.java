package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;

/// The current guess of an equation, from which the next is fitted.
public final class CurrentEquation {

  final Closure closure;
  public final SlopeKnots entropySlope;

  /// J in the gauge J(0) = 0.
  public final Kernel kernel;

  /// Functions whose sum with `noiseCoefficients` is N = K/β.
  final NoiseBasis noise;

  final double[] noiseCoefficients;

  /// Cells of larger |u| are left out.
  final double largestForce;

  public CurrentEquation(
      Closure closure,
      SlopeKnots entropySlope,
      Kernel kernel,
      NoiseBasis noise,
      double[] noiseCoefficients,
      double largestForce) {
    this.closure = closure;
    this.entropySlope = entropySlope;
    this.kernel = kernel;
    this.noise = noise;
    this.noiseCoefficients = noiseCoefficients;
    this.largestForce = largestForce;
  }

  /// Writes all of it.
  public void write(DataOutput out) throws IOException {
    out.writeUTF(closure.name());
    entropySlope.write(out);
    out.writeInt(kernel.radius());
    Numbers.write(kernel.values(), out);
    noise.write(out);
    Numbers.write(noiseCoefficients, out);
    out.writeDouble(largestForce);
  }

  /// Reads what [#write] has written.
  public static CurrentEquation read(DataInput in) throws IOException {
    return new CurrentEquation(
        Closure.valueOf(in.readUTF()),
        SlopeKnots.read(in),
        new Kernel(in.readInt(), Numbers.read(in)),
        NoiseBasis.read(in),
        Numbers.read(in),
        in.readDouble());
  }

  /// The number of unknowns of s′, J and N.
  public int unknowns(List<Symmetry.Orbit> orbits) {
    return entropySlope.hats().size() - 1 + orbits.size() + noise.size();
  }
}
