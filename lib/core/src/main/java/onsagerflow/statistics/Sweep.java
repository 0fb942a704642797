package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Progress;

/// The same thing done under several conditions: at each temperature, lag, block size, for each
/// kernel.
///
///     var fits = Sweep.over("T", 0.8, 0.9, 1.1).of(t -> learner.fit(pairsAt(t)));
///     fits.at(0.9)
///
/// @param quantity that is varied, as it stands in tables and figures
/// @param values of it, in order
/// @param results one for each value
public record Sweep<P, R>(String quantity, List<P> values, List<R> results) {

  public Sweep {
    values = List.copyOf(values);
    results = List.copyOf(results);
    if (values.size() != results.size()) {
      throw new IllegalArgumentException(
          values.size() + " values of " + quantity + " for " + results.size() + " results");
    }
    if (Set.copyOf(values).size() < values.size()) {
      throw new IllegalArgumentException(quantity + " takes a value twice: " + values);
    }
  }

  /// The values of a sweep that has no results yet.
  public static <P> Sweep<P, P> over(String quantity, List<P> values) {
    return new Sweep<>(quantity, values, values);
  }

  /// The same, over numbers.
  public static Sweep<Double, Double> over(String quantity, double... values) {
    return over(quantity, Arrays.stream(values).boxed().toList());
  }

  /// The same, over whole numbers.
  public static Sweep<Integer, Integer> over(String quantity, int... values) {
    return over(quantity, Arrays.stream(values).boxed().toList());
  }

  /// Things by name, as a sweep over their names.
  public static <P, R> Sweep<P, R> over(String quantity, Map<P, ? extends R> things) {
    return new Sweep<>(
        quantity, List.copyOf(things.keySet()), things.values().stream().<R>map(r -> r).toList());
  }

  /// The same values, each with what comes out there, one after the other.
  public <S> Sweep<P, S> of(Function<? super P, ? extends S> at) {
    var found = new ArrayList<S>();
    for (P value : values) {
      found.add(at.apply(value));
      Progress.say(quantity + " = " + value, found.size(), values.size(), "done");
    }
    return new Sweep<>(quantity, values, found);
  }

  /// The same values, with something made of each result.
  public <S> Sweep<P, S> map(Function<? super R, ? extends S> of) {
    return new Sweep<>(quantity, values, results.stream().<S>map(of).toList());
  }

  /// A sweep of sweeps as one, whose values are cases such as `T = 2, B = 8`.
  public static <P, Q, R> Sweep<String, R> flat(Sweep<P, Sweep<Q, R>> nested) {
    var cases = new ArrayList<String>();
    var found = new ArrayList<R>();
    nested.forEach(
        (outer, sweep) ->
            sweep.forEach(
                (inner, result) -> {
                  cases.add(nested.named(outer) + ", " + sweep.named(inner));
                  found.add(result);
                }));
    return new Sweep<>("case", cases, found);
  }

  /// What one of the values is called, as in `T = 2`; a text stands for itself.
  public String named(P value) {
    if (value instanceof String name) {
      return name;
    }
    String text = String.valueOf(value);
    return quantity + " = " + (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
  }

  /// The value at which a number made of the result is smallest, the first of equal ones.
  public P least(ToDoubleFunction<? super R> of) {
    return values.stream()
        .min(Comparator.comparingDouble(p -> of.applyAsDouble(at(p))))
        .orElseThrow();
  }

  /// What came out at one value.
  ///
  /// @throws NoSuchElementException if the sweep has not been there
  public R at(P value) {
    int i = values.indexOf(value);
    if (i < 0) {
      throw new NoSuchElementException(
          quantity + " was " + values + " in this sweep, not " + value);
    }
    return results.get(i);
  }

  /// Each value with its result, in order.
  public void forEach(BiConsumer<? super P, ? super R> with) {
    for (int i = 0; i < values.size(); i++) {
      with.accept(values.get(i), results.get(i));
    }
  }

  /// The values as numbers, the axis of a figure.
  ///
  /// @throws ClassCastException if they are no numbers
  public double[] axis() {
    return values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  /// A number of each result, in order: what a figure shows above [#axis].
  public double[] numbers(ToDoubleFunction<? super R> of) {
    return results.stream().mapToDouble(of).toArray();
  }
}
