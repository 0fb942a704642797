package onsagerflow.statistics.domains;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.WeightedLine;

/// How fast a droplet loses area, against its size: −dA/dt over πs² against (s/r)², s² the second
/// moment of the interaction per axis and A = πr².
///
/// Curvature-driven motion, v = D/r, makes dA/dt = −2πD, so that the limit of large droplets is
/// D/(s²/2); corrections are of the order (s/r)². Allen and Cahn, Acta Metall. 27, 1085 (1979).
///
/// @param sizes (s/r)², which increase as the droplet shrinks
/// @param rates −dA/dt/(πs²)
public record DropletLaw(List<Double> sizes, List<Mean> rates) {

  /// @throws IllegalArgumentException if there is none, not a rate for each, or a size that is not
  ///   above 0
  public DropletLaw {
    if (sizes.isEmpty() || sizes.size() != rates.size()) {
      throw new IllegalArgumentException(
          "a rate belongs to each size, got %s and %s".formatted(rates.size(), sizes.size()));
    }
    for (double size : sizes) {
      if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a size (s/r)² lies above 0, got " + size);
      }
    }
    sizes = List.copyOf(sizes);
    rates = List.copyOf(rates);
  }

  /// The rates against the sizes.
  public Curve curve() {
    return Curve.of(
        IntStream.range(0, sizes.size()).boxed().toList(),
        sizes::get,
        i -> rates.get(i).value(),
        i -> rates.get(i).errorBetweenRuns());
  }

  /// D/(s²/2): where the straight line through the larger half of the droplets meets the axis.
  ///
  /// @throws IllegalArgumentException if there are fewer than four droplets, or the larger half are
  ///   of one size
  public double limit() {
    var larger = larger();
    double x = larger.stream().mapToDouble(sizes::get).average().orElseThrow();
    double y = larger.stream().mapToDouble(i -> rates.get(i).value()).average().orElseThrow();
    return y - slope() * x;
  }

  /// The slope of that line.
  ///
  /// @throws IllegalArgumentException as [#limit]
  public double slope() {
    var larger = larger();
    var line = new WeightedLine();
    larger.forEach(i -> line.add(sizes.get(i), 1));
    return line.slope(larger.stream().mapToDouble(i -> rates.get(i).value()).toArray());
  }

  private List<Integer> larger() {
    if (sizes.size() < 4) {
      throw new IllegalArgumentException("a limit needs four sizes, got " + sizes.size());
    }
    var larger =
        IntStream.range(0, sizes.size())
            .boxed()
            .sorted(Comparator.comparing(sizes::get))
            .limit(sizes.size() / 2)
            .toList();
    if (sizes.get(larger.getFirst()).equals(sizes.get(larger.getLast()))) {
      throw new IllegalArgumentException(
          "a limit needs droplets of different sizes, got (s/r)² = "
              + sizes.get(larger.getFirst()));
    }
    return larger;
  }
}
