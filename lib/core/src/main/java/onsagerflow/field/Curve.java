package onsagerflow.field;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A quantity at some points of an axis, each value with its standard error: J along a row, Ĵ(k), a
/// loss by epoch.
///
/// @param x the points
/// @param y the values there
/// @param standardError of the values, 0 where they are exact
public record Curve(List<Double> x, List<Double> y, List<Double> standardError) {

  /// @throws IllegalArgumentException if there are not equally many
  public Curve {
    if (x.size() != y.size() || x.size() != standardError.size()) {
      throw new IllegalArgumentException(
          "a curve needs equally many points, values and errors, got %s, %s, %s"
              .formatted(x.size(), y.size(), standardError.size()));
    }
    x = List.copyOf(x);
    y = List.copyOf(y);
    standardError = List.copyOf(standardError);
  }

  /// A function known exactly, at some points.
  public static Curve of(double[] x, DoubleUnaryOperator y) {
    return new Curve(
        Arrays.stream(x).boxed().toList(),
        Arrays.stream(x).map(y).boxed().toList(),
        Collections.nCopies(x.length, 0.0));
  }

  /// A point for each thing.
  public static <T> Curve of(
      List<T> things,
      ToDoubleFunction<? super T> x,
      ToDoubleFunction<? super T> y,
      ToDoubleFunction<? super T> standardError) {
    return new Curve(
        things.stream().map(x::applyAsDouble).toList(),
        things.stream().map(y::applyAsDouble).toList(),
        things.stream().map(standardError::applyAsDouble).toList());
  }

  /// Its points from an x on.
  public Curve from(double least) {
    return of(
        IntStream.range(0, x.size()).filter(i -> x.get(i) >= least).boxed().toList(),
        x::get,
        y::get,
        standardError::get);
  }

  /// Its difference from a function known exactly.
  public Curve minus(DoubleUnaryOperator other) {
    return of(
        IntStream.range(0, x.size()).boxed().toList(),
        x::get,
        i -> y.get(i) - other.applyAsDouble(x.get(i)),
        standardError::get);
  }

  /// The largest x where y lies above a level; NaN where none does.
  public double lastAbove(double level) {
    double last = Double.NaN;
    for (int i = 0; i < x.size(); i++) {
      if (y.get(i) > level && !(x.get(i) <= last)) {
        last = x.get(i);
      }
    }
    return last;
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "curve of %d points, standard errors up to %.2g",
        x.size(),
        standardError.stream().mapToDouble(e -> e).max().orElse(Double.NaN));
  }
}
