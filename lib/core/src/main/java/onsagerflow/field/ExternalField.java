package onsagerflow.field;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
public sealed interface ExternalField {

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
    return new Pattern(h);
  }

  /// Uniform in space, following a program in time.
  static ExternalField program(TimeProgram h) {
    return new Driven(new Uniform(1), h);
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
    return new Sequence(times, pattern);
  }

  /// A field that acts on vectors, of one component for each of theirs.
  ///
  /// @param components h_x, h_y, h_z, none of them a vector
  static ExternalField vector(ExternalField... components) {
    return new Vector(List.of(components));
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
    return new Driven(this, program);
  }

  /// The sum of this field and another.
  default ExternalField plus(ExternalField other) {
    if (this instanceof Uniform(double a) && other instanceof Uniform(double b)) {
      return new Uniform(a + b);
    }
    if (this instanceof Pattern p && other instanceof Uniform(double b)) {
      return new Pattern(p.h.map(h -> h + b));
    }
    if (this instanceof Uniform && other instanceof Pattern) {
      return other.plus(this);
    }
    if (this instanceof Vector || other instanceof Vector) {
      return Vector.sum(this, other);
    }
    return isNone() ? other : other.isNone() ? this : new Sum(List.of(this, other));
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

  /// One number per cell.
  final class Pattern implements ExternalField {

    private final ScalarField h;

    Pattern(ScalarField h) {
      for (int cell = 0; cell < h.size(); cell++) {
        if (!Double.isFinite(h.get(cell))) {
          throw new IllegalArgumentException(
              "field h must be finite, got %s in %s".formatted(h.get(cell), h.grid().cell(cell)));
        }
      }
      this.h = h.copy();
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public boolean isUniform() {
      return false;
    }

    /// Repeated over cells, or averaged, until there is one number for each cell of the lattice.
    @Override
    public Pattern on(Grid grid) {
      var own = h.grid();
      if (own.equals(grid)) {
        return this;
      }
      int repeats = ratio(grid, own);
      if (repeats > 0) {
        return new Pattern(repeated(grid, repeats));
      }
      int edge = ratio(own, grid);
      if (edge > 0) {
        return new Pattern(averaged(grid, edge));
      }
      throw new IllegalArgumentException(
          "a field of %s values does not fit %s cells: give one for each site or block"
              .formatted(own.extent(), grid.extent()));
    }

    /// How many cells of a fine lattice lie along each edge of a coarse one's; 0 if they do not.
    private static int ratio(Grid fine, Grid coarse) {
      int times = fine.ny() / coarse.ny();
      boolean fits =
          fine.dimensions() == coarse.dimensions()
              && times * coarse.ny() == fine.ny()
              && times * coarse.nx() == fine.nx()
              && (fine.dimensions() == 2 || times * coarse.nz() == fine.nz());
      return fits ? times : 0;
    }

    private ScalarField repeated(Grid grid, int times) {
      var own = h.grid();
      var fine = new ScalarField(grid);
      for (int cell = 0; cell < fine.size(); cell++) {
        int z = grid.dimensions() == 3 ? cell / grid.nx() / grid.ny() / times : 0;
        int y = cell / grid.nx() % grid.ny() / times;
        int x = cell % grid.nx() / times;
        fine.set(cell, h.get(own.index(z, y, x)));
      }
      return fine;
    }

    private ScalarField averaged(Grid grid, int edge) {
      var own = h.grid();
      int layers = grid.dimensions() == 3 ? edge : 1;
      var coarse = new ScalarField(grid);
      for (int cell = 0; cell < coarse.size(); cell++) {
        int z = cell / grid.nx() / grid.ny() * layers;
        int y = cell / grid.nx() % grid.ny() * edge;
        int x = cell % grid.nx() * edge;
        double sum = 0;
        for (int i = 0; i < layers * edge * edge; i++) {
          sum += h.get(own.index(z + i / edge / edge, y + i / edge % edge, x + i % edge));
        }
        coarse.set(cell, sum / (layers * edge * edge));
      }
      return coarse;
    }

    @Override
    public double at(int cell, double t) {
      return h.get(cell);
    }

    @Override
    public void addTo(double[] field, double t) {
      double[] values = h.values();
      for (int cell = 0; cell < field.length; cell++) {
        field[cell] += values[cell];
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pattern o
          && h.grid().extent().equals(o.h.grid().extent())
          && Arrays.equals(h.values(), o.h.values());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(h.values());
    }

    @Override
    public String identity() {
      return "%s values (%s)".formatted(h.grid().extent(), Digest.of(h.values()));
    }

    @Override
    public String toString() {
      return "%s values, %s to %s (%s)"
          .formatted(
              h.grid().extent(),
              Arrays.stream(h.values()).min().orElseThrow(),
              Arrays.stream(h.values()).max().orElseThrow(),
              Integer.toHexString(hashCode()));
    }
  }

  /// A field that is constant in time, times a program.
  record Driven(ExternalField shape, TimeProgram program) implements ExternalField {
    public Driven {
      if (!shape.isConstant()) {
        throw new IllegalArgumentException(
            "a field that follows a time program already cannot follow another: " + shape);
      }
    }

    @Override
    public boolean isConstant() {
      return false;
    }

    @Override
    public boolean isUniform() {
      return shape.isUniform();
    }

    @Override
    public double begin() {
      return program.begin();
    }

    @Override
    public double end() {
      return program.end();
    }

    @Override
    public Driven on(Grid grid) {
      return new Driven(shape.on(grid), program);
    }

    @Override
    public double at(int cell, double t) {
      return program.at(t) * shape.at(cell, t);
    }

    @Override
    public void addTo(double[] field, double t) {
      double strength = program.at(t);
      for (int cell = 0; cell < field.length; cell++) {
        field[cell] += strength * shape.at(cell, t);
      }
    }

    @Override
    public String identity() {
      return shape.equals(new Uniform(1))
          ? program.identity()
          : "(" + shape.identity() + ") x " + program.identity();
    }

    @Override
    public String toString() {
      return shape.equals(new Uniform(1)) ? program.toString() : "(" + shape + ") x " + program;
    }
  }

  /// A field that acts on vectors; see [#vector]. It has no single number anywhere.
  ///
  /// @param components one field for each
  record Vector(List<ExternalField> components) implements ExternalField {
    public Vector {
      components = List.copyOf(components);
      if (components.stream().anyMatch(Vector.class::isInstance)) {
        throw new IllegalArgumentException("a component of a field is one number, got a vector");
      }
    }

    static Vector sum(ExternalField one, ExternalField other) {
      int n = (one instanceof Vector v ? v : (Vector) other).components.size();
      return new Vector(
          IntStream.range(0, n)
              .mapToObj(c -> one.component(c, n).plus(other.component(c, n)))
              .toList());
    }

    @Override
    public ExternalField component(int component, int of) {
      if (of != components.size()) {
        throw new IllegalArgumentException(
            "a field of %s components for vectors of %s: %s"
                .formatted(components.size(), of, this));
      }
      return components.get(component);
    }

    @Override
    public ExternalField times(TimeProgram program) {
      return new Vector(components.stream().map(h -> h.times(program)).toList());
    }

    @Override
    public boolean isNone() {
      return components.stream().allMatch(ExternalField::isNone);
    }

    @Override
    public boolean isConstant() {
      return components.stream().allMatch(ExternalField::isConstant);
    }

    @Override
    public boolean isUniform() {
      return components.stream().allMatch(ExternalField::isUniform);
    }

    @Override
    public double begin() {
      return components.stream().mapToDouble(ExternalField::begin).max().orElseThrow();
    }

    @Override
    public double end() {
      return components.stream().mapToDouble(ExternalField::end).min().orElseThrow();
    }

    @Override
    public Vector on(Grid grid) {
      return new Vector(components.stream().map(h -> h.on(grid)).toList());
    }

    @Override
    public double at(int cell, double t) {
      throw ofSeveral();
    }

    @Override
    public void addTo(double[] field, double t) {
      throw ofSeveral();
    }

    private IllegalArgumentException ofSeveral() {
      return new IllegalArgumentException("a field of one component is wanted here, got " + this);
    }

    @Override
    public String identity() {
      return components.stream()
          .map(ExternalField::identity)
          .collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String toString() {
      return components.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
    }
  }

  /// A sum.
  record Sum(List<ExternalField> terms) implements ExternalField {
    public Sum {
      terms = List.copyOf(terms);
    }

    @Override
    public boolean isConstant() {
      return terms.stream().allMatch(ExternalField::isConstant);
    }

    @Override
    public boolean isUniform() {
      return terms.stream().allMatch(ExternalField::isUniform);
    }

    @Override
    public double begin() {
      return terms.stream().mapToDouble(ExternalField::begin).max().orElseThrow();
    }

    @Override
    public double end() {
      return terms.stream().mapToDouble(ExternalField::end).min().orElseThrow();
    }

    @Override
    public Sum on(Grid grid) {
      return new Sum(terms.stream().map(term -> term.on(grid)).toList());
    }

    @Override
    public double at(int cell, double t) {
      double sum = -0.0;
      for (var term : terms) {
        sum += term.at(cell, t);
      }
      return sum;
    }

    @Override
    public void addTo(double[] field, double t) {
      terms.forEach(term -> term.addTo(field, t));
    }

    @Override
    public String identity() {
      return String.join(" + ", terms.stream().map(ExternalField::identity).toList());
    }

    @Override
    public String toString() {
      return String.join(" + ", terms.stream().map(Object::toString).toList());
    }
  }

  /// Patterns at times, linear between; see [#sequence].
  final class Sequence implements ExternalField {

    private record Interval(int i, ScalarField start, ScalarField end) {}

    private final double[] times;
    private final IntFunction<ScalarField> pattern;
    private volatile @Nullable Interval latest;

    Sequence(double[] times, IntFunction<ScalarField> pattern) {
      TimeProgram.Linear.requireIncreasing(times);
      this.times = times.clone();
      this.pattern = pattern;
    }

    @Override
    public boolean isConstant() {
      return false;
    }

    @Override
    public boolean isUniform() {
      return false;
    }

    @Override
    public double begin() {
      return times[0];
    }

    @Override
    public double end() {
      return times[times.length - 1];
    }

    @Override
    public Sequence on(Grid grid) {
      return new Sequence(times, i -> pattern(i).on(grid).h);
    }

    @Override
    public double at(int cell, double t) {
      int i = TimeProgram.Linear.interval(times, t);
      double w = TimeProgram.Linear.weight(times, i, t);
      if (times.length == 1) {
        return pattern(0).at(cell, t);
      }
      var between = between(i);
      return (1 - w) * between.start.get(cell) + w * between.end.get(cell);
    }

    @Override
    public void addTo(double[] field, double t) {
      int i = TimeProgram.Linear.interval(times, t);
      double w = TimeProgram.Linear.weight(times, i, t);
      if (w == 0 || w == 1) {
        pattern(i + (int) w).addTo(field, t);
        return;
      }
      var between = between(i);
      for (int cell = 0; cell < field.length; cell++) {
        field[cell] += (1 - w) * between.start.get(cell) + w * between.end.get(cell);
      }
    }

    private Pattern pattern(int i) {
      return new Pattern(pattern.apply(i));
    }

    private Interval between(int i) {
      var known = latest;
      if (known == null || known.i != i) {
        var start = known != null && known.i == i - 1 ? known.end : pattern(i).h;
        known = new Interval(i, start, pattern(i + 1).h);
        latest = known;
      }
      return known;
    }

    /// Reads all its patterns.
    @Override
    public String identity() {
      var all = new StringBuilder(Digest.of(times));
      for (int i = 0; i < times.length; i++) {
        all.append(Digest.of(pattern(i).h.values()));
      }
      return this + " (" + Digest.of(all.toString()) + ")";
    }

    @Override
    public String toString() {
      return "%s patterns, t = %s to %s".formatted(times.length, begin(), end());
    }
  }
}
