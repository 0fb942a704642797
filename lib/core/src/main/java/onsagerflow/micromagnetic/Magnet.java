package onsagerflow.micromagnetic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import onsagerflow.field.vector.VectorField;
import onsagerflow.llg.EffectiveField;
import onsagerflow.llg.EnergyTerm;

/// The magnetisation of a sample at zero temperature: it moves by Gilbert's equation, with steps
/// whose error is controlled, or comes to rest at a minimum of the energy.
///
/// The result is the same, bit for bit, whatever the number of threads. An instance serves one
/// caller at a time.
public final class Magnet implements Motion {

  /// The largest error of m that a step makes in any cell, unless said otherwise.
  public static final double TOLERANCE = 1e-6;

  /// At rest no torque |m×B| is larger, tesla.
  public static final double REST = 1e-8;

  private static final double NEAR_REST = 1e-3; // of the largest possible field

  private final Sample sample;
  private final EffectiveField field;
  private final double gyromagneticRatio;
  private final DormandPrince steps;
  private final double[][] m;
  private double time;
  private double next = Double.NaN; // the step to try

  /// @param terms all that acts on the sample, each of this magnet only
  /// @param gyromagneticRatio γ, rad/(s T)
  /// @param tolerance see [#TOLERANCE]
  public Magnet(
      Sample sample, List<? extends EnergyTerm> terms, double gyromagneticRatio, double tolerance) {
    if (!(gyromagneticRatio > 0) || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "gyromagnetic ratio and tolerance must be positive, got %s and %s"
              .formatted(gyromagneticRatio, tolerance));
    }
    this.sample = sample;
    this.field = new EffectiveField(sample.grid(), List.copyOf(terms));
    this.gyromagneticRatio = gyromagneticRatio;
    this.steps = new DormandPrince(field, new Gilbert(sample, gyromagneticRatio), tolerance);
    this.m = new double[3][sample.grid().size()];
    Arrays.fill(m[2], 1);
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public EffectiveField effectiveField() {
    return field;
  }

  @Override
  public double time() {
    return time;
  }

  /// Sets the clock, which external fields follow.
  public void setTime(double now) {
    time = now;
    restart();
  }

  @Override
  public VectorField m() {
    return fieldOf(m);
  }

  private VectorField fieldOf(double[][] components) {
    var copy = new VectorField(sample.grid(), 3);
    for (int c = 0; c < 3; c++) {
      System.arraycopy(components[c], 0, copy.values(), c * m[c].length, m[c].length);
    }
    return copy;
  }

  /// The components of vectors, each an array of its own.
  static double[][] components(VectorField vectors) {
    int cells = vectors.grid().size();
    double[][] components = new double[3][];
    Arrays.setAll(
        components, c -> Arrays.copyOfRange(vectors.values(), c * cells, (c + 1) * cells));
    return components;
  }

  /// Replaces all vectors.
  ///
  /// @param vectors brought to unit length
  public void set(VectorField vectors) {
    take(components(sample.normalised(vectors)));
    restart();
  }

  private void take(double[][] unit) {
    for (int c = 0; c < 3; c++) {
      System.arraycopy(unit[c], 0, m[c], 0, m[c].length);
    }
  }

  /// Points all vectors in one direction.
  public void magnetise(double x, double y, double z) {
    var d = Direction.of(x, y, z);
    Arrays.fill(m[0], d.x());
    Arrays.fill(m[1], d.y());
    Arrays.fill(m[2], d.z());
    restart();
  }

  private void restart() {
    steps.forget();
    next = Double.NaN;
  }

  @Override
  public double[] energies() {
    return field.terms().stream().mapToDouble(term -> term.energy(m, time)).toArray();
  }

  /// The field of all terms as the vectors are now, tesla.
  public VectorField field() {
    double[][] b = new double[3][sample.grid().size()];
    field.of(m, time, b);
    return fieldOf(b);
  }

  /// How often the field has been evaluated while time passed.
  public long fieldEvaluations() {
    return steps.fields();
  }

  /// Lets time pass.
  ///
  /// @param duration s
  /// @throws IllegalArgumentException if it is negative, or a field is not known so far
  /// @throws IllegalStateException if no step is short enough for the tolerance
  /// @throws CancellationException if the thread is interrupted
  @Override
  public void advance(double duration) {
    if (!(duration >= 0) || !Double.isFinite(duration)) {
      throw new IllegalArgumentException("time to advance must be >= 0 s, got " + duration);
    }
    double end = time + duration;
    if (Double.isNaN(next)) {
      next = steps.firstStep(m, time);
    }
    while (time < end) {
      if (Thread.interrupted()) {
        throw new CancellationException("interrupted at t = " + time + " s");
      }
      double left = end - time;
      // two equal steps rather than a full one and a splinter
      double dt = next >= left ? left : next > left / 2 ? left / 2 : next;
      var outcome = steps.step(m, time, dt);
      if (outcome.taken()) {
        time = dt == left ? end : time + dt;
      }
      if (!outcome.taken() || dt == next) { // a step cut short says little of the next
        next = outcome.next();
      }
      if (next < 1e-12 * Math.max(duration, end)) {
        throw new IllegalStateException(
            "steps of %s s at t = %s s are still not short enough".formatted(next, time));
      }
    }
  }

  /// Lets the vectors come to rest: first by damping alone, which stays in the valley where they
  /// are, then by [#minimise()].
  ///
  /// @throws IllegalStateException if no minimum is found
  public void relax() {
    var fall = new DormandPrince(field, Gilbert.fall(sample, gyromagneticRatio), 1e-3);
    double dt = fall.firstStep(m, time);
    double slow = gyromagneticRatio * NEAR_REST * field.strongest();
    boolean isSlow = false;
    while (!isSlow) {
      if (Thread.interrupted()) {
        throw new CancellationException("interrupted while relaxing");
      }
      var outcome = fall.step(m, time, dt);
      dt = outcome.next();
      isSlow = outcome.taken() && fall.largestSlope() <= slow;
    }
    minimise();
  }

  /// Goes down to a minimum of the energy by steepest descent, until all torques are below [#REST].
  ///
  /// @throws IllegalStateException if none is found
  public void minimise() {
    minimise(REST);
  }

  /// The same to another torque.
  ///
  /// @param torque tesla
  public void minimise(double torque) {
    new SteepestDescent(sample, field).minimise(m, time, torque);
    restart();
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    out.writeDouble(time);
    out.writeDouble(next);
    for (var component : m) {
      for (double value : component) {
        out.writeDouble(value);
      }
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    double savedTime = in.readDouble();
    double savedNext = in.readDouble();
    double[][] saved = new double[3][m[0].length];
    for (var component : saved) {
      for (int i = 0; i < component.length; i++) {
        component[i] = in.readDouble();
      }
    }
    take(saved);
    restart();
    time = savedTime;
    next = savedNext;
  }

  /// [#describe].
  @Override
  public String toString() {
    return describe();
  }
}
