package onsagerflow.field;

import java.util.List;
import java.util.function.IntFunction;

/// The external field h(x, t) of eqs. (3) and (6): constant, a pattern in space, a program in time,
/// or a sum and products of these.
///
///     h(x, t) = h₀ + p(x) f(t) + …
///
/// A field is a value that knows no lattice. A pattern has its own numbers of cells; on another
/// lattice of the same box it is repeated over the cells inside each of its own (a field of blocks
/// acts on every spin of a block), or is averaged over those inside one (spins' fields seen by
/// blocks). [#on] makes it one on a given lattice, [ExternalFieldOn] evaluates it there.
///
/// A field is of one component, that of a scalar m, unless it is made of several ([#vector]): then
/// [#component] gives each, and where one number is wanted it is refused. Time is in sweeps, h in
/// units of the interaction.
public sealed interface ExternalField
    permits ExternalField.Uniform,
        ExternalField.Unknown,
        FieldPattern,
        DrivenField,
        FieldComponents,
        FieldSum,
        FieldSequence {

  /// A constant.
  ///
  /// @throws IllegalArgumentException if it is not finite
  static ExternalField uniform(double h) {
    return new Uniform(h);
  }

  /// A pattern in space, constant in time.
  ///
  /// @param h one number per cell, on the blocks, the sites, or any lattice of the box
  /// @throws IllegalArgumentException if a number is not finite
  static ExternalField pattern(ScalarField h) {
    return new FieldPattern(h);
  }

  /// Uniform in space, following a program in time.
  static ExternalField program(TimeProgram h) {
    return new DrivenField(new Uniform(1), h);
  }

  /// h₀ sin(2πt/period) everywhere.
  ///
  /// @param period sweeps
  static ExternalField harmonic(double amplitude, double period) {
    return program(TimeProgram.harmonic(amplitude, period, 0));
  }

  /// Patterns at given times, linear in time between them.
  ///
  /// @param times increasing, sweeps; a single one is the only time at which the field is known
  /// @param pattern the field at times[i]; asked again whenever it is needed
  static ExternalField sequence(double[] times, IntFunction<ScalarField> pattern) {
    return new FieldSequence(times, pattern);
  }

  /// A field that acts on vectors, of one component for each of theirs.
  ///
  /// @param components h_x, h_y, h_z, none of them a vector
  static ExternalField vector(ExternalField... components) {
    return new FieldComponents(List.of(components));
  }

  /// A field that acts on vectors, the same everywhere at all times.
  static ExternalField vector(double hx, double hy, double hz) {
    return vector(uniform(hx), uniform(hy), uniform(hz));
  }

  /// A field of which nothing is known but words, such as that of the data of a model file: it can
  /// be shown, and nothing can be calculated in it.
  ///
  /// @param was what it was
  static ExternalField unknown(String was) {
    return new Unknown(was);
  }

  /// This field multiplied by a program in time.
  ///
  /// @throws IllegalArgumentException if it depends on time already
  default ExternalField times(TimeProgram program) {
    return new DrivenField(this, program);
  }

  /// The sum of this field and another.
  default ExternalField plus(ExternalField other) {
    if (this instanceof Uniform(double a) && other instanceof Uniform(double b)) {
      return new Uniform(a + b);
    }
    if (this instanceof FieldPattern p && other instanceof Uniform(double b)) {
      return new FieldPattern(p.h().map(h -> h + b));
    }
    if (this instanceof Uniform && other instanceof FieldPattern) {
      return other.plus(this);
    }
    if (this instanceof FieldComponents || other instanceof FieldComponents) {
      return FieldComponents.sum(this, other);
    }
    return isNone() ? other : other.isNone() ? this : new FieldSum(List.of(this, other));
  }

  /// One component of the field as it acts on vectors: a field of one component acts on the last of
  /// theirs.
  ///
  /// @param component of the vector, from 0
  /// @param components of the vector
  /// @throws IllegalArgumentException if this is a field of another number of components
  default ExternalField component(int component, int components) {
    return component == components - 1 ? this : uniform(0);
  }

  /// Whether it is zero everywhere at all times, as a number.
  default boolean isNone() {
    return this instanceof Uniform(double h) && h == 0;
  }

  /// Whether it is the same at all times.
  boolean isConstant();

  /// Whether it is the same everywhere.
  boolean isUniform();

  /// The first time at which it is known; −∞ if always.
  default double begin() {
    return Double.NEGATIVE_INFINITY;
  }

  /// The last time at which it is known; ∞ if for ever.
  default double end() {
    return Double.POSITIVE_INFINITY;
  }

  /// All that makes it this field and no other: its text, in which numbers too many to write out
  /// stand by digits of theirs.
  default String identity() {
    return toString();
  }

  /// Refuses a run that this field does not cover.
  ///
  /// @throws IllegalArgumentException naming the time at which the field begins or ends
  default void requireKnown(double from, double to) {
    double slack = 1e-9 * Math.max(Math.abs(from), Math.abs(to));
    if (begin() > from + slack) {
      throw new IllegalArgumentException(
          "the field program begins at t = "
              + begin()
              + " sweeps, the run at t = "
              + from
              + ": give values from there on");
    }
    if (end() < to - slack) {
      throw new IllegalArgumentException(
          "the field program ends at t = "
              + end()
              + " sweeps, the run at t = "
              + to
              + ": give values up to there");
    }
  }

  /// The one number of a field that is constant in space and time.
  ///
  /// @throws IllegalArgumentException if it is not
  default double constant() {
    if (this instanceof Uniform(double h)) {
      return h;
    }
    throw new IllegalArgumentException(
        "one number h is wanted here, got a field that varies: " + this);
  }

  /// The same field with its patterns on a lattice.
  ///
  /// @throws IllegalArgumentException if a pattern does not fit the lattice
  ExternalField on(Grid grid);

  /// Its value in one cell at time t.
  ///
  /// @param cell of the lattice on which every pattern of this field lies ([#on])
  /// @throws IllegalArgumentException if it is not known then
  double at(int cell, double t);

  /// Adds the field at time t to `h`, one number per cell of that lattice.
  ///
  /// @throws IllegalArgumentException if it is not known then; h is then spoilt
  void addTo(double[] h, double t);

  /// The value everywhere at time t.
  ///
  /// @throws IllegalArgumentException if it varies in space, or is not known then
  default double at(double t) {
    if (!isUniform()) {
      throw new IllegalArgumentException(
          "a field that is uniform in space is wanted here, got " + this);
    }
    return at(0, t);
  }

  /// Its values on a lattice at time t.
  ///
  /// @throws IllegalArgumentException if it does not fit the lattice, or is not known then
  default ScalarField at(double t, Grid grid) {
    var h = ScalarField.uniform(grid, -0.0); // so that a sum of one term has its very bits
    on(grid).addTo(h.values(), t);
    return h;
  }

  /// Words only; see [#unknown].
  record Unknown(String was) implements ExternalField {
    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public boolean isUniform() {
      return true;
    }

    @Override
    public void requireKnown(double from, double to) {
      throw unknown();
    }

    @Override
    public double constant() {
      throw unknown();
    }

    @Override
    public Unknown on(Grid grid) {
      return this;
    }

    @Override
    public double at(int cell, double t) {
      throw unknown();
    }

    @Override
    public void addTo(double[] field, double t) {
      throw unknown();
    }

    private IllegalArgumentException unknown() {
      return new IllegalArgumentException(
          "of the field only is known that it was " + was + ": say in which field, also h = 0");
    }

    @Override
    public String toString() {
      return "not known (was " + was + ")";
    }
  }

  /// One number.
  record Uniform(double h) implements ExternalField {
    public Uniform {
      if (!Double.isFinite(h)) {
        throw new IllegalArgumentException("field h must be finite, got " + h);
      }
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public boolean isUniform() {
      return true;
    }

    @Override
    public Uniform on(Grid grid) {
      return this;
    }

    @Override
    public double at(int cell, double t) {
      return h;
    }

    @Override
    public void addTo(double[] field, double t) {
      for (int cell = 0; cell < field.length; cell++) {
        field[cell] += h;
      }
    }

    @Override
    public String toString() {
      return Double.toString(h);
    }
  }
}
