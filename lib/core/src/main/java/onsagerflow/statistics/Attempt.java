package onsagerflow.statistics;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What came out of something that may be refused, such as a fit of too few data, or why nothing
/// did.
///
/// @param result where there is one
/// @param refusal the reason where there is none, else empty
public record Attempt<R>(Optional<R> result, String refusal) {

  /// Tries it.
  public static <R> Attempt<R> at(Supplier<? extends R> what) {
    try {
      return new Attempt<>(Optional.of(what.get()), "");
    } catch (IllegalArgumentException | ArithmeticException refused) {
      return new Attempt<>(Optional.empty(), String.valueOf(refused.getMessage()));
    }
  }

  /// Goes on with the result; that too may be refused.
  public <S> Attempt<S> map(Function<? super R, ? extends S> next) {
    return result.isPresent()
        ? at(() -> next.apply(result.get()))
        : new Attempt<>(Optional.empty(), refusal);
  }

  /// A number of the result, NaN where there is none.
  public double number(Function<? super R, Double> of) {
    return result.<Double>map(of).orElse(Double.NaN);
  }
}
